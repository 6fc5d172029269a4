package org.gwanmun.server.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.DeclarationStore;
import org.gwanmun.xray.scene.Declaration;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;

/**
 * The clearance system of the demonstration: it knows every parcel that the demonstration's belt will ever bring, by the
 * number in its barcode. What was handed over as in real work comes first.
 */
public final class ExampleDeclarations implements DeclarationStore {
    private static final int SENDERS = 7;
    private static final int FIRST_DIGIT = 2;
    private static final int CHECK_DIGIT = 10;

    private final DeclarationStore handedOver;
    private final List<Optional<Declaration>> declarations;

    /** The declarations in these files, in the order in which the belt brings them. */
    public ExampleDeclarations(DeclarationStore handedOver, List<Path> parcelFiles) {
        this.handedOver = handedOver;
        this.declarations = parcelFiles.stream()
                .map(ParcelFile::read)
                .map(Parcel::declaration)
                .toList();
    }

    @Override
    public void put(Barcode barcode, Declared declared, Instant received) {
        handedOver.put(barcode, declared, received);
    }

    @Override
    public Optional<Declared> findDeclaration(Barcode barcode) {
        Optional<Declared> known = handedOver.findDeclaration(barcode);
        if (known.isPresent() || !barcode.text().startsWith("EE")) {
            return known;
        }
        int number = Integer.parseInt(barcode.text().substring(FIRST_DIGIT, CHECK_DIGIT));
        return declarations
                .get(number % declarations.size())
                .map(declaration -> new Declared(declaration, Optional.of("S-%03d".formatted(number % SENDERS))));
    }
}
