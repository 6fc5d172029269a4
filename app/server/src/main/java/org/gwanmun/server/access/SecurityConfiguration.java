package org.gwanmun.server.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.gwanmun.core.access.Role;
import org.gwanmun.server.answer.Answers;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
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
            HttpSecurity http,
            CsrfTokenRepository csrfTokens,
            SecurityContextRepository contexts,
            Accounts accounts,
            OpenSessions sessions,
            LoginThrottle throttle,
            Pseudonyms pseudonyms,
            Answers answers) {
        return http.addFilterBefore(new TokenFilter(accounts, throttle, answers), CsrfFilter.class)
                .addFilterBefore(
                        new SessionGuard(sessions, pseudonyms, new RuleMatcher(), answers), AuthorizationFilter.class)
                .authorizeHttpRequests(rules -> {
                    // The continuation of an answer that was already allowed, and the answer to a failure.
                    rules.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                            .permitAll();
                    for (AccessRules.Rule rule : AccessRules.ALL) {
                        rules.requestMatchers(rule.method(), rule.pattern()).access(allowed(rule));
                    }
                    rules.requestMatchers(new PageFiles()).permitAll();
                    rules.anyRequest().denyAll();
                })
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, failure) ->
                                answers.write(request, response, HttpStatus.UNAUTHORIZED, ApiMessage.UNAUTHENTICATED))
                        .accessDeniedHandler((request, response, failure) ->
                                answers.write(request, response, HttpStatus.FORBIDDEN, ApiMessage.FORBIDDEN)))
                .csrf(csrf ->
                        csrf.spa().csrfTokenRepository(csrfTokens).ignoringRequestMatchers(TokenFilter::fromProgram))
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

    private static AuthorizationManager<RequestAuthorizationContext> allowed(AccessRules.Rule rule) {
        AuthorizationManager<RequestAuthorizationContext> roles = rule.roles().isEmpty()
                ? AuthenticatedAuthorizationManager.authenticated()
                : AuthorityAuthorizationManager.hasAnyRole(
                        rule.roles().stream().map(Role::name).toArray(String[]::new));
        return switch (rule.audience()) {
            case EVERYBODY -> SingleResultAuthorizationManager.permitAll();
            case SIGNED_IN -> roles;
            case PEOPLE ->
                AuthorizationManagers.allOf(
                        AuthorityAuthorizationManager.hasAuthority(SessionController.PERSON), roles);
        };
    }

    @Bean
    CsrfTokenRepository csrfTokens(Settings settings) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(
                cookie -> cookie.sameSite("Strict").secure(settings.server().secure()));
        return new PeoplesCsrfTokens(tokens);
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
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }
}
