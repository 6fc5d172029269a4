package org.gwanmun.infer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.vision.Appearance;
import org.gwanmun.trace.vision.AppearanceProfile;
import org.gwanmun.trace.vision.DetectorProfile;
import org.gwanmun.trace.vision.LearnedAppearance;
import org.gwanmun.trace.vision.StripedColour;

/**
 * The networks of this machine: a folder each under {@code models} in the data folder, with {@code model.onnx}, {@code profile.yaml}
 * and {@code card.yaml}. A site's own network is put there as such a folder, without a card if there is none.
 */
public final class ModelShelf {
    private static final String MODEL = "model.onnx";
    private static final String PROFILE = "profile.yaml";
    private static final String CARD = "card.yaml";

    private final Path folder;

    /** Of a data folder. */
    public ModelShelf(Path home) {
        this.folder = home.resolve("models");
    }

    /** Of the user's data folder: {@code GWANMUN_HOME}, or {@code .gwanmun} at home; the property {@code gwanmun.home} beats both. */
    public static ModelShelf standard() {
        String given = System.getProperty("gwanmun.home", System.getenv().getOrDefault("GWANMUN_HOME", ""));
        return new ModelShelf(given.isBlank() ? Path.of(System.getProperty("user.home"), ".gwanmun") : Path.of(given));
    }

    /**
     * What is known of a model.
     *
     * @param kind of its profile, such as {@code detector/1}; empty where it is not installed
     * @param installed whether it can be used
     * @param card its card's lines, in order
     */
    public record Model(String name, String kind, boolean installed, Map<String, String> card) {}

    /** What can be fetched and what is there, by name. */
    public List<Model> models() {
        TreeSet<String> names = new TreeSet<>();
        for (Recipe recipe : Recipe.ALL) {
            names.add(recipe.word());
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> folders = Files.list(folder)) {
                folders.filter(it -> Files.isRegularFile(it.resolve(MODEL)))
                        .forEach(it -> names.add(String.valueOf(it.getFileName())));
            } catch (IOException e) {
                throw Refusal.unavailable(InferMessage.CANNOT_READ, folder, String.valueOf(e.getMessage()));
            }
        }
        return names.stream().map(this::model).toList();
    }

    private Model model(String name) {
        Path home = folder.resolve(name);
        boolean installed = installed(name);
        String kind = installed
                ? DocumentReader.read(home.resolve(PROFILE))
                        .find("gwanmun")
                        .map(Entry::text)
                        .orElse("")
                : "";
        Entry card = Files.isRegularFile(home.resolve(CARD))
                ? DocumentReader.read(home.resolve(CARD))
                : Recipe.of(name)
                        .map(recipe -> DocumentReader.parse(name, recipe.card().getBytes(StandardCharsets.UTF_8)))
                        .orElse(null);
        Map<String, String> lines = new LinkedHashMap<>();
        if (card != null && card.isMap()) {
            card.names()
                    .forEach(field ->
                            card.find(field).filter(Entry::isScalar).ifPresent(it -> lines.put(field, it.text())));
        }
        return new Model(name, kind, installed, lines);
    }

    /** Whether a model is there. */
    public boolean installed(String name) {
        return Files.isRegularFile(folder.resolve(name).resolve(MODEL))
                && Files.isRegularFile(folder.resolve(name).resolve(PROFILE));
    }

    /**
     * Fetches models and converts them; one that is there already is left alone.
     *
     * @param names none: all that are known
     * @param done told each name when it is there
     */
    public void install(List<String> names, Consumer<String> done) {
        List<Recipe> recipes = new ArrayList<>();
        for (String name : names.isEmpty() ? known() : names) {
            recipes.add(Recipe.of(name)
                    .orElseThrow(() -> Refusal.badInput(InferMessage.NO_SUCH_MODEL, name, String.join(", ", known()))));
        }
        for (Recipe recipe : recipes) {
            if (!installed(recipe.word())) {
                install(recipe);
            }
            done.accept(recipe.word());
        }
    }

    private static List<String> known() {
        return Recipe.ALL.stream().map(Recipe::word).toList();
    }

    /** All in a folder of its own that takes its name at the end. */
    private void install(Recipe recipe) {
        Path work = null;
        try {
            Files.createDirectories(folder);
            work = Files.createTempDirectory(folder, ".installing");
            Path archive = recipe.source().fetch(work);
            Path whole = Files.createDirectory(work.resolve("whole"));
            Files.write(whole.resolve(MODEL), recipe.convert(archive));
            Files.writeString(whole.resolve(PROFILE), recipe.profile());
            Files.writeString(whole.resolve(CARD), recipe.card());
            Files.move(whole, folder.resolve(recipe.word()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.unavailable(InferMessage.CANNOT_WRITE, folder, String.valueOf(e.getMessage()));
        } finally {
            if (work != null) {
                delete(work);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // a leftover that starts with a dot is never taken for a model
        }
    }

    /** The profile of an installed detector. */
    public DetectorProfile detector(String name) {
        return DetectorProfile.of(profile(name, "detector/1"));
    }

    /**
     * What tells people apart.
     *
     * @param name {@code own} for the network that comes with the suite, {@code stripes} for colours by height, or an installed embedding
     * @param threads of the network; 0: as many as there are cores
     */
    public Appearance appearance(String name, int threads) {
        return switch (name) {
            case "stripes" -> new StripedColour();
            case "own" ->
                new LearnedAppearance(
                        new OnnxNetwork(Path.of(name), AppearanceProfile.ownModel(), threads), AppearanceProfile.own());
            default -> {
                AppearanceProfile profile = AppearanceProfile.of(profile(name, "embedding/1"));
                yield new LearnedAppearance(network(name, threads), profile);
            }
        };
    }

    /** The profile of an installed model of a kind. */
    Entry profile(String name, String kind) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw Refusal.badInput(InferMessage.NO_SUCH_MODEL, name, String.join(", ", known()));
        }
        if (!installed(name)) {
            throw Recipe.of(name).isPresent()
                    ? Refusal.unavailable(InferMessage.NOT_INSTALLED, name)
                    : Refusal.badInput(InferMessage.NO_SUCH_MODEL, name, names());
        }
        Entry profile = DocumentReader.read(folder.resolve(name).resolve(PROFILE));
        if (!profile.find("gwanmun").map(Entry::text).orElse("").equals(kind)) {
            throw Refusal.badInput(InferMessage.OTHER_KIND, name, kind);
        }
        return profile;
    }

    private String names() {
        return String.join(", ", models().stream().map(Model::name).toList());
    }

    /**
     * Opens an installed model.
     *
     * @param threads 0: as many as there are cores
     */
    public Network network(String name, int threads) {
        return new OnnxNetwork(folder.resolve(name).resolve(MODEL), threads);
    }
}
