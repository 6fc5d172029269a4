package org.gwanmun.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.gwanmun.core.document.Entry;
import org.gwanmun.server.settings.EffectiveSettings.Source;
import org.gwanmun.server.settings.EffectiveSettings.Value;
import org.gwanmun.server.settings.Settings.DatabaseKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code gwanmun: config/1}. It goes through all sections whether they are there or not, so the defaults stand in one
 * place: here.
 */
final class SettingsFile {
    private static final int MOST_LANES = 64;
    private static final int MOST_CAMERAS = 64;
    private static final int LONGEST_RING_MIN = 10;
    private static final int LONGEST_TITLE = 60;
    private static final String RTSP = "rtsps?://";
    private static final String SCENE = "scene:";
    private static final int HIGHEST_PORT = 65_535;
    private static final long DAY_S = 86_400;

    private final Optional<Entry> root;
    private final Path folder;
    private final List<Value> values = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    SettingsFile(Optional<Entry> root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    EffectiveSettings settings() {
        root.ifPresent(entry -> entry.schema("config/1"));
        Settings settings = new Settings(
                server(section("server")),
                database(section("database")),
                session(section("session")),
                login(section("login")),
                reading(section("reading")),
                new Settings.Link(port(section("link"), 8090)),
                lanes(),
                cameras(),
                vision(section("vision")),
                audit(section("audit")),
                new Settings.Backup(section("backup").folder("dir", "backup")),
                logs(section("logs")));
        sections.forEach(Section::end);
        root.ifPresent(entry -> {
            entry.refuseUnknown();
            entry.problems().refuseIfAny();
        });
        return new EffectiveSettings(settings, Optional.empty(), values);
    }

    private Section section(String name) {
        Section section = new Section(name, root.flatMap(entry -> entry.find(name)));
        sections.add(section);
        return section;
    }

    private static Settings.Server server(Section section) {
        Optional<Entry> given = section.entry("address");
        String address = section.text("address", "127.0.0.1");
        boolean loopback = isLoopback(address, given);
        int port = port(section, 8080);
        Optional<String> url = section.text("public_url");
        url.filter(text -> !isWebAddress(text))
                .ifPresent(text -> section.wrong("public_url", SettingsMessage.NO_URL, text));
        boolean behindProxy = section.truth("behind_proxy", false);
        Section tls = section.section("tls");
        Optional<Settings.Tls> files = Optional.empty();
        if (tls.given().isPresent()) {
            tls.given().get().required("certificate");
            tls.given().get().required("key");
        }
        Optional<Path> certificate = tls.path("certificate", false);
        Optional<Path> key = tls.path("key", true);
        if (certificate.isPresent() && key.isPresent()) {
            files = Optional.of(new Settings.Tls(certificate.get(), key.get()));
        }
        if (!loopback && tls.given().isEmpty() && !behindProxy) {
            section.wrong("address", SettingsMessage.OPEN_WITHOUT_TLS, address);
        }
        return new Settings.Server(address, port, url, behindProxy, files);
    }

    /** Whether only this machine reaches the address; an address that is none is noted, and counts as harmless then. */
    private static boolean isLoopback(String address, Optional<Entry> given) {
        // Digits, dots, colons and hex: what the resolver takes as it stands, without asking the network.
        if (!address.matches("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            given.ifPresent(entry -> entry.wrong(SettingsMessage.NO_ADDRESS, address));
            return true;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            given.ifPresent(entry -> entry.wrong(SettingsMessage.NO_ADDRESS, address));
            return true;
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Settings.Database database(Section section) {
        DatabaseKind kind = DatabaseKind.valueOf(
                section.word("kind", List.of("h2", "postgresql"), "h2").toUpperCase(Locale.ROOT));
        Optional<String> url = section.text("url");
        Optional<String> user = section.text("user");
        Optional<Path> password = section.path("password_file", true);
        Optional<Path> worker = section.path("worker_password_file", true);
        if (kind == DatabaseKind.POSTGRESQL) {
            for (String field : List.of("url", "user", "password_file")) {
                if (section.entry(field).isEmpty()) {
                    section.wrong("kind", SettingsMessage.NEEDED_FOR, field, "postgresql");
                }
            }
        } else {
            for (String field : List.of("url", "user", "password_file", "worker_password_file")) {
                section.entry(field)
                        .ifPresent(entry -> entry.wrong(SettingsMessage.ONLY_FOR, "database." + field, "postgresql"));
            }
        }
        url.ifPresent(text -> {
            if (!text.startsWith("jdbc:postgresql:")) {
                section.wrong("url", SettingsMessage.NO_JDBC_URL);
            } else if (text.toLowerCase(Locale.ROOT).matches(".*[?&](user|password|sslpassword)=.*")
                    || text.contains("@")) {
                section.wrong("url", SettingsMessage.SECRET_IN_URL);
            }
        });
        return new Settings.Database(kind, url, user, password, worker);
    }

    private static Settings.Session session(Section section) {
        return new Settings.Session(
                Duration.ofMinutes(section.whole("idle_lock_min", 1, 120, 10)),
                Duration.ofHours(section.whole("end_h", 1, 24, 12)));
    }

    private static Settings.Login login(Section section) {
        return new Settings.Login(
                (int) section.whole("attempts", 1, 100, 5), Duration.ofSeconds(section.whole("window_s", 1, 3600, 60)));
    }

    private static Settings.Reading reading(Section section) {
        return new Settings.Reading(
                Duration.ofSeconds(section.whole("target_s", 1, 600, 8)),
                Duration.ofMinutes(section.whole("break_min", 1, 240, 20)),
                Duration.ofSeconds(section.whole("hold_s", 0, 600, 6)),
                Duration.ofSeconds(section.whole("lease_s", 3, 3600, 30)),
                Duration.ofSeconds(section.whole("wait_s", 1, DAY_S, 120)));
    }

    private static int port(Section section, int usual) {
        return (int) section.whole("port", 0, HIGHEST_PORT, usual);
    }

    private List<Settings.Lane> lanes() {
        Optional<Entry> given = root.flatMap(entry -> entry.find("lanes"));
        List<Entry> entries = given.map(entry -> entry.list(MOST_LANES)).orElse(List.of());
        if (given.isEmpty()) {
            values.add(new Value("lanes[0].name", "lane-1", false, Source.DEFAULT));
            values.add(new Value("lanes[0].scanner", "mail-composite", false, Source.DEFAULT));
            values.add(new Value("lanes[0].key_file", null, true, Source.DEFAULT));
            return List.of(new Settings.Lane("lane-1", "mail-composite", Optional.empty()));
        }
        Set<String> names = new HashSet<>();
        List<Settings.Lane> lanes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Section section = new Section("lanes[" + i + "]", Optional.of(entries.get(i)));
            sections.add(section);
            entries.get(i).required("name");
            String name = section.text("name", "lane-" + (i + 1));
            if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
                section.wrong("name", SettingsMessage.NO_LANE_NAME, name);
            } else if (!names.add(name)) {
                section.wrong("name", SettingsMessage.LANE_TWICE, name);
            }
            String scanner = section.text("scanner", "mail-composite");
            lanes.add(new Settings.Lane(name, scanner, section.path("key_file", true)));
        }
        return lanes;
    }

    private List<Settings.Camera> cameras() {
        List<Entry> entries = root.flatMap(entry -> entry.find("cameras"))
                .map(entry -> entry.list(MOST_CAMERAS))
                .orElse(List.of());
        Set<String> names = new HashSet<>();
        List<Settings.Camera> cameras = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Section section = new Section("cameras[" + i + "]", Optional.of(entries.get(i)));
            sections.add(section);
            entries.get(i).required("name");
            entries.get(i).required("source");
            String name = section.text("name", "camera-" + (i + 1));
            // "live" is the address of all pictures together
            if (!name.matches("[a-z0-9-]{1,40}") || name.equals("live")) {
                section.wrong("name", SettingsMessage.NO_CAMERA_NAME, name);
            } else if (!names.add(name)) {
                section.wrong("name", SettingsMessage.CAMERA_TWICE, name);
            }
            String titleKo = title(section, "title_ko", name);
            String titleEn = title(section, "title_en", name);
            String source = source(section);
            Optional<Path> login = section.path("login_file", true);
            if (login.isPresent() && !source.matches(RTSP + ".*")) {
                section.wrong("login_file", SettingsMessage.LOGIN_WITHOUT_RTSP);
            }
            cameras.add(new Settings.Camera(
                    name,
                    titleKo,
                    titleEn,
                    source,
                    login,
                    section.number("fps", 0.1, 120),
                    (int) section.whole("ring_min", 0, LONGEST_RING_MIN, 0),
                    section.truth("enabled", true),
                    source.startsWith(SCENE)));
        }
        return cameras;
    }

    private static String title(Section section, String field, String usual) {
        String title = section.text(field, usual);
        if (title.isBlank() || title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            section.wrong(field, SettingsMessage.NO_TITLE, LONGEST_TITLE);
        }
        return title;
    }

    /** An address as it stands; the name of a file or folder from the folder of the settings. Secrets are not repeated. */
    private String source(Section section) {
        Optional<Entry> given = section.entry("source");
        String text = given.map(Entry::text).orElse("");
        if (text.startsWith(SCENE)) {
            if (!text.matches(SCENE + "(hall|street)")) {
                section.wrong("source", SettingsMessage.NO_SCENE);
            }
        } else if (text.contains("://")) {
            if (!isCamera(text)) {
                section.wrong("source", SettingsMessage.NO_CAMERA_SOURCE);
                return text.replaceFirst("//.*", "//");
            }
        } else {
            return section.path("source", false).map(Path::toString).orElse("");
        }
        section.text("source");
        return text;
    }

    private static boolean isCamera(String text) {
        try {
            URI uri = new URI(text);
            return text.matches(RTSP + ".+")
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Settings.Vision vision(Section section) {
        String detector = section.text("detector", "nanodet");
        if (!detector.matches("[a-z0-9-]{1,40}")) {
            section.wrong("detector", SettingsMessage.NO_DETECTOR_NAME, detector);
        }
        String looks = section.text("looks", "own");
        if (!looks.matches("[a-z0-9-]{1,40}")) {
            section.wrong("looks", SettingsMessage.NO_DETECTOR_NAME, looks);
        }
        return new Settings.Vision(
                detector, looks, (int) section.whole("every", 1, 30, 2), (int) section.whole("threads", 1, 64, 2));
    }

    private static Settings.Audit audit(Section section) {
        return new Settings.Audit(
                section.folder("heads_dir", "audit-heads"),
                Duration.ofMinutes(section.whole("sign_every_min", 1, 1440, 60)),
                (int) section.whole("sign_every_entries", 1, 1_000_000, 1000));
    }

    private static Settings.Logs logs(Section section) {
        return new Settings.Logs(section.folder("dir", "logs"), (int) section.whole("keep_days", 1, 3660, 90));
    }

    /** One section of the file, there or not. Each question notes the value and where it comes from. */
    private final class Section {
        private final String path;
        private final Optional<Entry> given;

        Section(String path, Optional<Entry> given) {
            this.path = path;
            this.given = given;
        }

        Optional<Entry> given() {
            return given;
        }

        Section section(String name) {
            Section inner = new Section(path + "." + name, entry(name));
            sections.add(inner);
            return inner;
        }

        Optional<Entry> entry(String name) {
            return given.flatMap(entry -> entry.find(name));
        }

        String text(String name, String usual) {
            return read(name, false, Entry::text).orElseGet(() -> usual(name, usual));
        }

        Optional<String> text(String name) {
            return readOrNothing(name, false, Entry::text);
        }

        long whole(String name, long low, long high, long usual) {
            return read(name, false, entry -> entry.integer(low, high)).orElseGet(() -> usual(name, usual));
        }

        OptionalDouble number(String name, double low, double high) {
            return readOrNothing(name, false, entry -> entry.number(low, high))
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
        }

        boolean truth(String name, boolean usual) {
            return read(name, false, entry -> {
                        String word = entry.text();
                        if (!word.equals("true") && !word.equals("false")) {
                            entry.wrong(SettingsMessage.NO_TRUTH, word);
                        }
                        return word.equals("true");
                    })
                    .orElseGet(() -> usual(name, usual));
        }

        String word(String name, List<String> legal, String usual) {
            return read(name, false, entry -> entry.word(legal).orElse(usual)).orElseGet(() -> usual(name, usual));
        }

        /** A file or folder that has no default; {@code secret} if it holds one. */
        Optional<Path> path(String name, boolean secret) {
            return readOrNothing(name, secret, this::path);
        }

        Path folder(String name, String usual) {
            return read(name, false, this::path).orElseGet(() -> Path.of(usual(name, usual)));
        }

        private Path path(Entry entry) {
            String text = entry.text();
            try {
                if (!text.isBlank()) {
                    return folder.resolve(text).normalize();
                }
            } catch (InvalidPathException e) {
                // said below
            }
            entry.wrong(SettingsMessage.NO_PATH, text);
            return folder;
        }

        private <T> Optional<T> readOrNothing(String name, boolean secret, Function<Entry, T> reading) {
            Optional<T> found = read(name, secret, reading);
            if (found.isEmpty()) {
                note(name, null, secret, Source.DEFAULT);
            }
            return found;
        }

        private <T> Optional<T> read(String name, boolean secret, Function<Entry, T> reading) {
            return entry(name).map(entry -> {
                T value = reading.apply(entry);
                note(name, value instanceof Path file ? file.toString() : value, secret, Source.FILE);
                return value;
            });
        }

        private <T> T usual(String name, T value) {
            note(name, value, false, Source.DEFAULT);
            return value;
        }

        void note(String name, @Nullable Object value, boolean secret, Source source) {
            values.add(new Value(path + "." + name, value, secret, source));
        }

        void wrong(String name, SettingsMessage message, Object... arguments) {
            entry(name).or(() -> given).ifPresent(entry -> entry.wrong(message, arguments));
        }

        void end() {
            given.ifPresent(Entry::refuseUnknown);
        }
    }
}
