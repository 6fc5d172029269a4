package org.gwanmun.server.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.core.audit.AuditReport;
import org.gwanmun.server.answer.Answers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The newest entries of the audit chain. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "audit")
@SecurityRequirement(name = "session")
class AuditController {
    private static final int LISTED = 1000;

    private final AuditLog audit;
    private final ChainCheck check;
    private final Answers answers;

    AuditController(AuditLog audit, ChainCheck check, Answers answers) {
        this.audit = audit;
        this.check = check;
        this.answers = answers;
    }

    /** What a check of the whole chain found. */
    record VerificationJson(
            @JsonProperty("intact") boolean intact,
            @JsonProperty("entries") long entries,
            @JsonProperty("head") String head,
            @JsonProperty("signed_heads") int signed_heads,
            @JsonProperty("problem") @Nullable ProblemJson problem) {}

    /** The first sign of tampering. */
    record ProblemJson(
            @JsonProperty("position") long position,
            @JsonProperty("fault") String fault,
            @JsonProperty("text") String text) {}

    @GetMapping("/verification")
    @Operation(
            summary = "Walk the whole chain and hold it against its signed heads",
            description =
                    "The command 'gwanmun audit verify' does the same from outside, with a copy of the heads if wanted.")
    VerificationJson verification(HttpServletRequest request) {
        AuditReport report = check.verify();
        return new VerificationJson(
                report.intact(),
                report.entries(),
                report.head().hash(),
                report.signedHeads(),
                report.findings().stream()
                        .findFirst()
                        .map(finding -> new ProblemJson(
                                finding.place(),
                                finding.kind().name().toLowerCase(Locale.ROOT),
                                finding.said().in(answers.language(request))))
                        .orElse(null));
    }

    /** The list of entries. */
    record EntriesJson(@JsonProperty("entries") List<EntryJson> entries) {}

    /** One entry. */
    record EntryJson(
            @JsonProperty("seq") long seq,
            @JsonProperty("at") Instant at,
            @JsonProperty("actor") String actor,
            @JsonProperty("action") String action,
            @JsonProperty("subject") String subject,
            @JsonProperty("detail") String detail,
            @JsonProperty("previous_hash") String previous_hash,
            @JsonProperty("hash") String hash) {
        static EntryJson of(AuditEntry entry) {
            return new EntryJson(
                    entry.seq(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.detail(),
                    entry.previousHash(),
                    entry.hash());
        }
    }

    @GetMapping
    @Operation(summary = "The newest 1000 entries of the audit chain, oldest first")
    EntriesJson entries() {
        return new EntriesJson(audit.newest(LISTED).stream().map(EntryJson::of).toList());
    }
}
