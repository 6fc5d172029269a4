package org.gwanmun.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.Settings;

/** Whether a port can be listened on, asked before anything slow is begun. */
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Refuses a port that somebody listens on; 0 stands for any free one. */
    static void requireFree(Settings.Server server) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(server.address()), server.port()));
        } catch (IOException e) {
            throw inUse(server);
        }
    }

    static Refusal inUse(Settings.Server server) {
        int port = server.port();
        return Refusal.unavailable(
                ServerMessage.PORT_IN_USE, port, port < HIGHEST ? port + 1 : port - 1, server.address());
    }
}
