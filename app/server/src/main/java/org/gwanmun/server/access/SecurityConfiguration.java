package org.gwanmun.server.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.gwanmun.server.answer.Answers;
import org.gwanmun.server.answer.ApiMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Puts {@link AccessRules} in front of everything, together with the headers that keep a browser honest. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    @Bean
    SecurityFilterChain filters(
            HttpSecurity http, CsrfTokenRepository csrfTokens, SecurityContextRepository contexts, Answers answers) {
        return http.authorizeHttpRequests(rules -> {
                    // The continuation of an answer that was already allowed, and the answer to a failure.
                    rules.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    for (AccessRules.Rule rule : AccessRules.ALL) {
                        var matched = rules.requestMatchers(rule.method(), rule.pattern());
                        switch (rule.audience()) {
                            case EVERYBODY -> matched.permitAll();
                            case SIGNED_IN -> matched.authenticated();
                            case ROLES ->
                                matched.hasAnyRole(
                                        rule.roles().stream().map(Role::name).toArray(String[]::new));
                        }
                    }
                    rules.requestMatchers(new PageFiles()).permitAll();
                    rules.anyRequest().denyAll();
                })
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, failure) ->
                                answers.write(request, response, HttpStatus.UNAUTHORIZED, ApiMessage.UNAUTHENTICATED))
                        .accessDeniedHandler((request, response, failure) ->
                                answers.write(request, response, HttpStatus.FORBIDDEN, ApiMessage.FORBIDDEN)))
                .csrf(csrf -> csrf.spa().csrfTokenRepository(csrfTokens))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), microphone=(), geolocation=(), usb=(), payment=()"))
                        .crossOriginOpenerPolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                        .CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter
                                        .CrossOriginResourcePolicy.SAME_ORIGIN)))
                .build();
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    @Bean
    SecurityContextRepository contexts() {
        return new HttpSessionSecurityContextRepository();
    }

    /** A new session id and a new token at each login, so that neither can be planted beforehand. */
    @Bean
    SessionAuthenticationStrategy atLogin(CsrfTokenRepository csrfTokens) {
        CsrfAuthenticationStrategy newToken = new CsrfAuthenticationStrategy(csrfTokens);
        CsrfTokenRequestHandler attributes = new XorCsrfTokenRequestAttributeHandler();
        newToken.setRequestHandler((request, response, token) -> {
            attributes.handle(request, response, token);
            // Asked for, so that its cookie is in this answer and not only in the next one.
            var unused = token.get();
        });
        return new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), newToken));
    }

    @Bean
    AuthenticationManager logins(Accounts accounts) {
        DaoAuthenticationProvider provider =
                new DaoAuthenticationProvider(new InMemoryUserDetailsManager(accounts.users()));
        provider.setPasswordEncoder(accounts.encoder());
        return new ProviderManager(provider);
    }

    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }
}
