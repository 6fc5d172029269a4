package org.gwanmun.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.store.Tables.DeclaredItem;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.DeclarationStore;
import org.gwanmun.xray.scene.Declaration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Declarations in table {@code declaration}. */
final class JooqDeclarationStore implements DeclarationStore {
    private final DSLContext dsl;

    JooqDeclarationStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void put(Barcode barcode, DeclarationStore.Declared declared, Instant received) {
        dsl.transaction(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            transaction
                    .deleteFrom(DeclaredItem.TABLE)
                    .where(DeclaredItem.BARCODE.eq(barcode.text()))
                    .execute();
            Declaration declaration = declared.declaration();
            transaction
                    .insertInto(DeclaredItem.TABLE)
                    .set(DeclaredItem.BARCODE, barcode.text())
                    .set(DeclaredItem.ITEM_KO, declaration.itemKo())
                    .set(DeclaredItem.ITEM_EN, declaration.itemEn())
                    .set(DeclaredItem.MASS_G, boxed(declaration.mass_g()))
                    .set(DeclaredItem.VALUE_USD, boxed(declaration.value_usd()))
                    .set(DeclaredItem.SENDER, declared.sender().orElse(null))
                    .set(DeclaredItem.RECEIVED_AT, received)
                    .execute();
        });
    }

    @Override
    public Optional<DeclarationStore.Declared> findDeclaration(Barcode barcode) {
        return dsl.selectFrom(DeclaredItem.TABLE)
                .where(DeclaredItem.BARCODE.eq(barcode.text()))
                .fetchOptional()
                .map(row -> new DeclarationStore.Declared(
                        new Declaration(
                                row.get(DeclaredItem.ITEM_KO),
                                row.get(DeclaredItem.ITEM_EN),
                                optional(row.get(DeclaredItem.MASS_G)),
                                optional(row.get(DeclaredItem.VALUE_USD))),
                        Optional.ofNullable(row.get(DeclaredItem.SENDER))));
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
