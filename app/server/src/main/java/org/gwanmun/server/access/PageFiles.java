package org.gwanmun.server.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The files of the page, which are public: what lies under {@code /static} on the class path, asked for with GET or HEAD. */
final class PageFiles implements RequestMatcher {
    @Override
    public boolean matches(HttpServletRequest request) {
        if (!request.getMethod().equals(HttpMethod.GET.name())
                && !request.getMethod().equals(HttpMethod.HEAD.name())) {
            return false;
        }
        // The firewall in front has refused "..", "//", encoded slashes and the like.
        String path = request.getServletPath();
        return path.equals("/") || isFile(path);
    }

    private static boolean isFile(String path) {
        int lastPart = path.lastIndexOf('/') + 1;
        return path.indexOf('.', lastPart) > lastPart && new ClassPathResource("static" + path).isReadable();
    }
}
