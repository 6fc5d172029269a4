package org.gwanmun.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.infer.ModelShelf.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelShelfTest {
    @TempDir
    Path home;

    private static MessageKey key(Throwable thrown) {
        return ((Refusal) thrown).problems().get(0).key();
    }

    private void put(String name, String profile) throws IOException {
        Path folder = Files.createDirectories(home.resolve("models").resolve(name));
        Files.write(
                folder.resolve("model.onnx"),
                new OnnxWriter()
                        .input("x", 1, 3, 64, 32)
                        .node("Flatten", List.of("x"), List.of("y"), Map.of())
                        .output("y", 1, 6144)
                        .toBytes());
        Files.writeString(folder.resolve("profile.yaml"), profile);
    }

    @Test
    void anEmptyShelfTellsWhatCanBeFetchedWithLicences() {
        List<Model> models = new ModelShelf(home).models();
        assertThat(models).extracting(Model::name).containsExactly("nanodet", "ssdlite");
        assertThat(models).allSatisfy(model -> {
            assertThat(model.installed()).isFalse();
            assertThat(model.card()).containsKeys("title", "licence", "trained_on", "limits", "source", "sha256");
            assertThat(model.card().getOrDefault("licence", "")).contains("Apache-2.0");
        });
    }

    @Test
    void aSitesOwnNetworkIsAFolderWithAProfile() throws IOException {
        put("ours", "gwanmun: embedding/1\nname: ours\ninput: {width_px: 32, height_px: 64}\ndimension: 6144\n");
        ModelShelf shelf = new ModelShelf(home);
        assertThat(shelf.models()).anySatisfy(model -> {
            assertThat(model.name()).isEqualTo("ours");
            assertThat(model.kind()).isEqualTo("embedding/1");
            assertThat(model.installed()).isTrue();
        });
        assertThatThrownBy(() -> shelf.detector("ours"))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo(InferMessage.OTHER_KIND));
        shelf.network("ours", 1).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../etc", "/etc", "", "a b", ".hidden", "nobody"})
    void aNameThatIsNoneIsRefused(String name) {
        ModelShelf shelf = new ModelShelf(home);
        assertThatThrownBy(() -> shelf.detector(name))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo(InferMessage.NO_SUCH_MODEL));
        assertThatThrownBy(() -> shelf.install(List.of(name), done -> {}))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo(InferMessage.NO_SUCH_MODEL));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatCanBeFetchedAndIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> new ModelShelf(home).detector("nanodet"))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo(InferMessage.NOT_INSTALLED));
    }

    private Path archive(Map<String, String> files) throws IOException {
        Path archive = home.resolve("package.tgz");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    @Test
    void aPackageIsBelievedOnlyWithItsHash() throws IOException, NoSuchAlgorithmException {
        Path archive = archive(Map.of("package/a", "A"));
        String right =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        assertThat(new NpmPackage("p", "1.0.0", right).checked(archive)).isEqualTo(archive);
        assertThatThrownBy(() -> new NpmPackage("p", "1.0.0", right.replace(right.charAt(0), 'x')).checked(archive))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo(InferMessage.OTHER_HASH));
    }

    @Test
    void onlyWantedFilesAreReadAndNoneIsWritten() throws IOException {
        Path archive = archive(Map.of("package/a", "A", "../../evil", "E", "/etc/evil", "E"));
        NpmPackage source = new NpmPackage("p", "1.0.0", "");
        Map<String, byte[]> files = source.files(archive, Set.of("package/a", "package/none"));
        assertThat(files).containsOnlyKeys("package/a");
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(archive);
        }
    }

    @Test
    void anArchiveThatIsNoneIsRefused() throws IOException {
        Path file = Files.writeString(home.resolve("package.tgz"), "not a gzip");
        assertThatThrownBy(() -> new NpmPackage("p", "1.0.0", "").files(file, Set.of("a")))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo(InferMessage.CANNOT_READ));
    }

    @Test
    void aPackageWithoutItsFilesInstallsNothing() throws IOException {
        Path archive = archive(Map.of("package/README.md", "no model"));
        assertThatThrownBy(() -> Recipe.of("nanodet").orElseThrow().convert(archive))
                .satisfies(thrown -> assertThat(key(thrown)).isEqualTo(InferMessage.NOT_IN_PACKAGE));
    }
}
