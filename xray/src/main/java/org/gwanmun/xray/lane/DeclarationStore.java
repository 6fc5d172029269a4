package org.gwanmun.xray.lane;

import java.time.Instant;
import java.util.Optional;
import org.gwanmun.xray.scene.Declaration;

/** The port behind which declarations wait for their parcels. Safe for use by many threads at once. */
public interface DeclarationStore {
    /**
     * What was declared of a barcode.
     *
     * @param declaration what
     * @param sender key of the sender, never a name
     */
    record Declared(Declaration declaration, Optional<String> sender) {}

    /** Keeps a declaration; a later one of the same barcode replaces it. */
    void put(Barcode barcode, Declared declared, Instant received);

    /** The declaration of a barcode, if it has come. */
    Optional<Declared> findDeclaration(Barcode barcode);
}
