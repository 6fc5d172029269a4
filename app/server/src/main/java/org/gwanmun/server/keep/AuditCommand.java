package org.gwanmun.server.keep;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditGuard;
import org.gwanmun.core.audit.AuditHead;
import org.gwanmun.core.audit.AuditReport;
import org.gwanmun.core.audit.AuditReport.Finding;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.core.audit.HeadKeys;
import org.gwanmun.core.audit.SignedHead;
import org.gwanmun.core.audit.SignedHeads;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.store.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code audit}: the chain of who did what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec here = Objects.requireNonNull(spec);
        throw new ParameterException(here.commandLine(), here.name());
    }

    /** {@code audit verify}: 0 intact, 1 tampered with. */
    @Command(name = "verify", mixinStandardHelpOptions = true)
    public static final class Verify implements Callable<Integer> {
        private final Places places;
        private final Language language;

        @Option(names = "--home", paramLabel = "DIR", descriptionKey = "home")
        private String home = "";

        @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
        private String config = "";

        @Option(names = "--public-key", paramLabel = "PEM", descriptionKey = "publicKey")
        private String key = "";

        @Option(names = "--heads", paramLabel = "FILE", descriptionKey = "heads")
        private String heads = "";

        @Option(names = "--json", descriptionKey = "json")
        private boolean json;

        @Spec
        private @Nullable CommandSpec spec;

        public Verify(Places places, Language language) {
            this.places = places;
            this.language = language;
        }

        @Override
        public Integer call() {
            Places.Place place = places.find(home, config);
            Path file = heads.isBlank() ? place.files().heads() : Names.file(heads);
            if (!heads.isBlank() && !Files.isRegularFile(file)) {
                throw Refusal.badInput(KeepMessage.CANNOT_READ, file, "no such file");
            }
            SecureRandom random = new SecureRandom();
            SignedHeads signed = heads(file);
            PublicKey publicKey = key(place, signed, random);
            AuditReport report;
            try (Database database = Names.existing(place, random)) {
                report = database.verifyAudit(
                        signed, publicKey, heads.isBlank() ? AuditGuard.Heads.LIVE : AuditGuard.Heads.COPY);
            }
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            PrintWriter out = line.getOut();
            if (json) {
                out.print(json(report, publicKey, file));
            } else {
                print(out, report, publicKey, file);
            }
            out.flush();
            return report.intact() ? 0 : 1;
        }

        /** Where nothing was ever signed there is nothing to check with a key. */
        private PublicKey key(Places.Place place, SignedHeads signed, SecureRandom random) {
            Path file = key.isBlank() ? place.data().resolve("secrets").resolve(HeadKeys.PUBLIC_FILE) : Names.file(key);
            if (!Files.isRegularFile(file)) {
                if (key.isBlank() && signed.equals(SignedHeads.NONE)) {
                    return HeadKeys.generate(SigningKeys.from(random)).publicKey();
                }
                throw Refusal.badInput(KeepMessage.NO_KEY, file);
            }
            try {
                return HeadKeys.publicKey(Files.readString(file, StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                throw Refusal.badInput(KeepMessage.BAD_KEY, file);
            } catch (IOException e) {
                throw Refusal.unavailable(KeepMessage.CANNOT_READ, file, e.toString());
            }
        }

        private void print(PrintWriter out, AuditReport report, PublicKey publicKey, Path file) {
            out.println(text(
                    KeepMessage.CHECKED_ENTRIES, report.entries(), report.head().seq()));
            if (report.signedHeads() > 0) {
                out.println(text(KeepMessage.CHECKED_HEADS, report.signedHeads(), HeadKeys.id(publicKey), file));
            }
            out.println(report.signed()
                    .map(head -> text(
                            KeepMessage.COVERED,
                            head.seq(),
                            head.at(),
                            Math.max(0, report.head().seq() - head.seq())))
                    .orElseGet(() -> text(KeepMessage.NOT_COVERED)));
            for (Finding warning : report.warnings()) {
                out.println(text(KeepMessage.WARNING, warning.said()));
            }
            for (Finding finding : report.findings()) {
                out.println(finding.said().in(language));
            }
            out.println(
                    report.intact()
                            ? text(KeepMessage.INTACT)
                            : text(KeepMessage.TAMPERED, report.findings().size()));
        }

        private String text(MessageKey message, Object... arguments) {
            return Messages.text(language, message, arguments);
        }

        private static String json(AuditReport report, PublicKey publicKey, Path file) {
            return Json.text(Json.object(
                    "intact",
                    report.intact(),
                    "entries",
                    report.entries(),
                    "head",
                    Json.object(
                            "seq", report.head().seq(), "hash", report.head().hash()),
                    "signed_heads",
                    report.signedHeads(),
                    "heads_file",
                    file.toString(),
                    "key",
                    report.signedHeads() > 0 ? HeadKeys.id(publicKey) : null,
                    "signed_up_to",
                    report.signed()
                            .map(head -> (Object) Json.object(
                                    "seq", head.seq(), "at", head.at().toString()))
                            .orElse(null),
                    "findings",
                    json(report.findings()),
                    "warnings",
                    json(report.warnings())));
        }

        private static List<?> json(List<Finding> findings) {
            return findings.stream()
                    .map(finding -> Json.object(
                            "kind",
                            finding.kind().name().toLowerCase(Locale.ROOT),
                            "place",
                            finding.place(),
                            "text_ko",
                            finding.said().in(Language.KO),
                            "text_en",
                            finding.said().in(Language.EN)))
                    .toList();
        }
    }

    /** {@code audit export}: the chain and its signed heads as JSON lines, for whoever checks them elsewhere. */
    @Command(name = "export", mixinStandardHelpOptions = true)
    public static final class Export implements Callable<Integer> {
        private final Places places;
        private final Language language;

        @Option(names = "-o", paramLabel = "FILE", required = true, descriptionKey = "exportFile")
        private String file = "";

        @Option(names = "--home", paramLabel = "DIR", descriptionKey = "home")
        private String home = "";

        @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
        private String config = "";

        @Spec
        private @Nullable CommandSpec spec;

        public Export(Places places, Language language) {
            this.places = places;
            this.language = language;
        }

        @Override
        public Integer call() {
            Path target = Names.file(file);
            Places.Place place = places.find(home, config);
            long[] entries = {0};
            SignedHeads signed;
            try (Database database = Names.existing(place, new SecureRandom());
                    BufferedWriter out = Files.newBufferedWriter(
                            target, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                AuditHead head = database.readAudit(entry -> {
                    write(out, line(entry));
                    entries[0]++;
                });
                // After the entries: every signed head that they tell of is there.
                signed = heads(place.files().heads());
                for (SignedHead one : signed.heads()) {
                    write(out, "{\"signed_head\":" + one.line() + "}");
                }
                write(out, json("head", Map.of("seq", head.seq(), "hash", head.hash())));
            } catch (FileAlreadyExistsException e) {
                throw Refusal.badInput(KeepMessage.FILE_EXISTS, target);
            } catch (IOException | UncheckedIOException e) {
                throw Refusal.unavailable(KeepMessage.CANNOT_WRITE, target, String.valueOf(e.getMessage()));
            }
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println(Messages.text(
                    language,
                    KeepMessage.EXPORTED,
                    target,
                    entries[0],
                    signed.heads().size()));
            out.flush();
            return 0;
        }

        private static String line(AuditEntry entry) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("seq", entry.seq());
            fields.put("at", entry.at().toString());
            fields.put("actor", entry.actor());
            fields.put("action", entry.action());
            fields.put("subject", entry.subject());
            fields.put("detail", entry.detail());
            fields.put("previous_hash", entry.previousHash());
            fields.put("hash", entry.hash());
            return json("entry", fields);
        }

        private static String json(String name, Object value) {
            return JsonMapper.shared().writeValueAsString(Map.of(name, value));
        }

        private static void write(BufferedWriter out, String line) {
            try {
                out.write(line);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static SignedHeads heads(Path file) {
        try {
            return new HeadFile(file).read();
        } catch (IOException e) {
            throw Refusal.unavailable(KeepMessage.CANNOT_READ, file, e.toString());
        }
    }
}
