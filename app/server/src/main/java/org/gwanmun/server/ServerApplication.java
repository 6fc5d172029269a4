package org.gwanmun.server;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** What Spring is told: look in this package, and describe the interface like this. */
@SpringBootApplication(proxyBeanMethods = false)
class ServerApplication {

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Gwanmun")
                        .version("1")
                        .description(
                                "Reading desk, parcels, verdicts, accounts and audit. Times are UTC; units are in the names"
                                        + " of fields. Programs send a token, 'Authorization: Bearer gwt_…'. With a session, POST,"
                                        + " PUT and DELETE need the header X-XSRF-TOKEN with the value of the cookie XSRF-TOKEN,"
                                        + " which any GET sets; 423 says that the session is locked.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "session",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("GWANMUN_SESSION"))
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")));
    }
}
