package org.gwanmun.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.Settings;
import org.springframework.boot.ssl.pem.PemContent;

/** The settings in Spring's words. */
final class ServerArguments {
    private ServerArguments() {}

    static String[] of(Settings settings) {
        List<String> arguments = new ArrayList<>();
        Settings.Server server = settings.server();
        arguments.add("--server.address=" + server.address());
        arguments.add("--server.port=" + server.port());
        // A little longer than our own end, which is exact.
        arguments.add("--server.servlet.session.timeout="
                + settings.session().end().plusMinutes(1).toMinutes() + "m");
        arguments.add("--server.servlet.session.cookie.secure=" + server.secure());
        // Whose request it is, as a proxy on a private address says; without one nobody's word is taken.
        arguments.add("--server.forward-headers-strategy=" + (server.behindProxy() ? "native" : "none"));
        server.tls().ifPresent(tls -> {
            check(tls.certificate(), pem -> !pem.getCertificates().isEmpty());
            check(tls.key(), pem -> pem.getPrivateKey() != null);
            arguments.add("--server.ssl.certificate=" + tls.certificate().toUri());
            arguments.add("--server.ssl.certificate-private-key=" + tls.key().toUri());
            arguments.add("--server.ssl.enabled-protocols=TLSv1.3,TLSv1.2");
        });
        return arguments.toArray(String[]::new);
    }

    private interface Part {
        boolean isIn(PemContent pem);
    }

    private static void check(Path file, Part part) {
        String why = "-";
        try {
            if (part.isIn(PemContent.load(file))) {
                return;
            }
        } catch (java.io.IOException | RuntimeException e) {
            why = e.getClass().getSimpleName();
        }
        throw Refusal.badInput(ServerMessage.PEM_UNREADABLE, file, why);
    }
}
