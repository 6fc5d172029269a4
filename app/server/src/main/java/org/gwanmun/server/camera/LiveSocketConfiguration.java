package org.gwanmun.server.camera;

import java.util.List;
import java.util.Map;
import org.gwanmun.server.access.Caller;
import org.gwanmun.server.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.util.WebUtils;

/** Where the {@link LiveSocket} answers, and to whom: who may is in the table of all operations, from where is decided here. */
@Configuration(proxyBeanMethods = false)
class LiveSocketConfiguration {
    private static final int BEFORE_CONTROLLERS = -1;

    @Bean
    WebSocketHandlerMapping liveSocketAddress(LiveSocket socket, Settings settings) {
        WebSocketHttpRequestHandler handler = new WebSocketHttpRequestHandler(socket, new DefaultHandshakeHandler());
        handler.setHandshakeInterceptors(List.of(new FromHere(settings)));
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setWebSocketUpgradeMatch(true); // an ordinary request is the controllers' affair
        mapping.setUrlMap(Map.of("/api/v1/cameras/live", handler));
        mapping.setOrder(BEFORE_CONTROLLERS);
        return mapping;
    }

    /**
     * Lets in pages of this server, and programs with a token: a browser sends a session's cookie with a handshake that another page
     * asks for, but says which page that is.
     */
    private static final class FromHere implements HandshakeInterceptor {
        private final Settings settings;

        FromHere(Settings settings) {
            this.settings = settings;
        }

        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            String origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
            boolean fromHere = origin == null
                    ? Caller.isProgram()
                    : WebUtils.isSameOrigin(request)
                            || settings.server()
                                    .publicUrl()
                                    .filter(origin::equals)
                                    .isPresent();
            if (!fromHere) {
                response.setStatusCode(HttpStatus.FORBIDDEN);
                return false;
            }
            if (request instanceof ServletServerHttpRequest servlet) {
                attributes.put(LiveSocket.KEY, Caller.key(servlet.getServletRequest()));
            }
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception failure) {
            // nothing is left to do
        }
    }
}
