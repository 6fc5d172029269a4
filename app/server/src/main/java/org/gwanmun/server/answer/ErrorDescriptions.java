package org.gwanmun.server.answer;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes every refusal of every operation as an {@link ErrorJson}, and the two that any operation may give. */
@Component
class ErrorDescriptions implements OpenApiCustomizer {
    @Override
    public void customise(OpenAPI description) {
        ModelConverters.getInstance(true).readAll(ErrorJson.class).forEach(description.getComponents()::addSchemas);
        description.getPaths().values().forEach(path -> path.readOperations().forEach(ErrorDescriptions::describe));
    }

    private static void describe(Operation operation) {
        ApiResponses responses = operation.getResponses();
        responses.computeIfAbsent("401", status -> new ApiResponse().description("Nobody is signed in"));
        responses.computeIfAbsent(
                "403", status -> new ApiResponse().description("The role does not allow it, or the token is missing"));
        responses.forEach((status, response) -> {
            if (status.startsWith("4")) {
                response.setContent(new Content()
                        .addMediaType(
                                "application/json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/ErrorJson"))));
            }
        });
    }
}
