package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.server.answer.ApiFailure;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.DeclarationStore;
import org.gwanmun.xray.scene.Declaration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What senders declared, as the clearance system hands it over before the parcel comes. */
@RestController
@RequestMapping("/api/v1/declarations")
@Tag(name = "declarations")
@SecurityRequirement(name = "session")
class DeclarationController {
    private static final int LONGEST = 300;
    private static final double MOST_G = 1e6;
    private static final double MOST_USD = 1e9;

    private final DeclarationStore declarations;
    private final InstantSource clock;

    DeclarationController(DeclarationStore declarations, InstantSource clock) {
        this.declarations = declarations;
        this.clock = clock;
    }

    /** A declaration as the clearance system sends it. */
    record DeclaredJson(
            @JsonProperty("item_ko") @Nullable String item_ko,
            @JsonProperty("item_en") @Nullable String item_en,
            @JsonProperty("mass_g") @Nullable Double mass_g,
            @JsonProperty("value_usd") @Nullable Double value_usd,
            @JsonProperty("sender") @Nullable String sender) {}

    @PutMapping("/{barcode}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Hand over the declaration of a parcel",
            description =
                    "sender is a key that stands for the sender, never a name. A later declaration of the same barcode"
                            + " replaces the earlier one for parcels that have not come yet.")
    @ApiResponse(responseCode = "204", description = "Kept")
    @ApiResponse(responseCode = "400", description = "The barcode is no UPU S10 identifier, or a field is out of range")
    void put(@PathVariable("barcode") String text, @RequestBody DeclaredJson body) {
        if (!(Barcode.read(text) instanceof Barcode.Reading.Read(Barcode barcode))) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.BARCODE_WRONG, text);
        }
        Declaration declaration = new Declaration(
                text("item_ko", body.item_ko()),
                text("item_en", body.item_en()),
                number("mass_g", body.mass_g(), MOST_G),
                number("value_usd", body.value_usd(), MOST_USD));
        Optional<String> sender = body.sender() == null ? Optional.empty() : Optional.of(text("sender", body.sender()));
        declarations.put(barcode, new DeclarationStore.Declared(declaration, sender), clock.instant());
    }

    private static String text(String name, @Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ')) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.DECLARATION_WRONG, name);
        }
        return text;
    }

    private static OptionalDouble number(String name, @Nullable Double value, double most) {
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!(value >= 0 && value <= most)) {
            throw new ApiFailure(HttpStatus.BAD_REQUEST, ApiMessage.DECLARATION_WRONG, name);
        }
        return OptionalDouble.of(value);
    }
}
