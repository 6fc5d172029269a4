package org.gwanmun.server.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditLog;
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

    AuditController(AuditLog audit) {
        this.audit = audit;
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
