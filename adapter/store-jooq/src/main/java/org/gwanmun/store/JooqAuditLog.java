package org.gwanmun.store;

import java.security.PublicKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gwanmun.core.audit.AuditChain;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditGuard;
import org.gwanmun.core.audit.AuditHead;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.core.audit.AuditReport;
import org.gwanmun.core.audit.AuditVerification;
import org.gwanmun.core.audit.SignedHeads;
import org.gwanmun.store.Tables.Audit;
import org.gwanmun.store.Tables.Head;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The audit chain in table {@code audit_entry}; its head, locked by each appender in turn, in {@code audit_head}. */
final class JooqAuditLog implements AuditLog {
    private final DSLContext dsl;

    JooqAuditLog(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public AuditEntry append(AuditFact fact) {
        return dsl.transactionResult(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            return append(transaction, lockedHead(transaction), fact);
        });
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        List<AuditEntry> newestFirst = dsl.select(Audit.ALL)
                .from(Audit.TABLE)
                .orderBy(Audit.SEQ.desc())
                .limit(limit)
                .fetch(JooqAuditLog::entry);
        return newestFirst.reversed();
    }

    @Override
    public AuditVerification verify() {
        return dsl.transactionResult(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            AuditHead head = lockedHead(transaction);
            try (Stream<AuditEntry> entries = transaction
                    .select(Audit.ALL)
                    .from(Audit.TABLE)
                    .orderBy(Audit.SEQ)
                    .fetchSize(1000)
                    .fetchStream()
                    .map(JooqAuditLog::entry)) {
                return AuditChain.verify(entries.iterator(), head);
            }
        });
    }

    /** Walks the chain as a snapshot shows it, in the order of its numbers. */
    static AuditReport verify(DSLContext snapshot, SignedHeads signed, PublicKey key, AuditGuard.Heads heads) {
        AuditHead stored = storedHead(snapshot);
        try (Stream<AuditEntry> entries = entries(snapshot)) {
            return AuditGuard.verify(entries.iterator(), stored, signed, key, heads);
        }
    }

    /** Hands over the chain as a snapshot shows it, in the order of its numbers. */
    static AuditHead read(DSLContext snapshot, Consumer<AuditEntry> to) {
        AuditHead stored = storedHead(snapshot);
        try (Stream<AuditEntry> entries = entries(snapshot)) {
            entries.forEach(to);
        }
        return stored;
    }

    private static AuditHead storedHead(DSLContext snapshot) {
        return snapshot.select(Head.SEQ, Head.HASH)
                .from(Head.TABLE)
                .where(Head.ID.eq(1))
                .fetchOptional(row -> new AuditHead(row.value1(), row.value2()))
                // A head row that somebody deleted.
                .orElse(new AuditHead(-1, ""));
    }

    private static Stream<AuditEntry> entries(DSLContext snapshot) {
        return snapshot.select(Audit.ALL)
                .from(Audit.TABLE)
                .orderBy(Audit.SEQ)
                .fetchSize(1000)
                .fetchStream()
                .map(JooqAuditLog::entry);
    }

    /** Reads the head and keeps everybody else from appending until the transaction ends. */
    static AuditHead lockedHead(DSLContext transaction) {
        return transaction
                .select(Head.SEQ, Head.HASH)
                .from(Head.TABLE)
                .where(Head.ID.eq(1))
                .forUpdate()
                .fetchSingle(row -> new AuditHead(row.value1(), row.value2()));
    }

    /** Appends after a head locked in the same transaction. */
    static AuditEntry append(DSLContext transaction, AuditHead head, AuditFact fact) {
        AuditEntry entry = AuditChain.next(head, fact);
        transaction
                .insertInto(Audit.TABLE)
                .set(Audit.SEQ, entry.seq())
                .set(Audit.HAPPENED_AT, entry.at())
                .set(Audit.ACTOR, entry.actor())
                .set(Audit.ACTION, entry.action())
                .set(Audit.SUBJECT, entry.subject())
                .set(Audit.DETAIL, entry.detail())
                .set(Audit.PREVIOUS_HASH, entry.previousHash())
                .set(Audit.HASH, entry.hash())
                .execute();
        transaction
                .update(Head.TABLE)
                .set(Head.SEQ, entry.seq())
                .set(Head.HASH, entry.hash())
                .where(Head.ID.eq(1))
                .execute();
        return entry;
    }

    private static AuditEntry entry(Record row) {
        return new AuditEntry(
                row.get(Audit.SEQ),
                row.get(Audit.HAPPENED_AT),
                row.get(Audit.ACTOR),
                row.get(Audit.ACTION),
                row.get(Audit.SUBJECT),
                row.get(Audit.DETAIL),
                row.get(Audit.PREVIOUS_HASH),
                row.get(Audit.HASH));
    }
}
