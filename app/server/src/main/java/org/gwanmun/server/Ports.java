package org.gwanmun.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.gwanmun.core.message.Refusal;

/** Whether a port can be listened on, asked before anything slow is begun. */
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Refuses a port that somebody listens on; 0 stands for any free one. */
    static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (IOException e) {
            throw inUse(port);
        }
    }

    static Refusal inUse(int port) {
        return Refusal.unavailable(ServerMessage.PORT_IN_USE, port, port < HIGHEST ? port + 1 : port - 1);
    }
}
