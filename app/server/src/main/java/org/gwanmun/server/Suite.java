package org.gwanmun.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.server.access.Accounts;
import org.gwanmun.server.access.LoginThrottle;
import org.gwanmun.server.access.Pseudonyms;
import org.gwanmun.server.access.Role;
import org.gwanmun.server.demo.DemoLane;
import org.gwanmun.server.demo.ExampleParcels;
import org.gwanmun.server.lane.EventHub;
import org.gwanmun.server.lane.ScanPictures;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.xray.lane.DeskSettings;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The parts of a running suite that are not Spring's, and their start. Everything from outside is handed in here. */
final class Suite {
    private final InstantSource clock;
    private final SecureRandom random;
    private final Path data;
    private final GwanmunStore store;
    private final Accounts accounts;
    private final Pseudonyms pseudonyms;

    private Suite(
            Path data,
            InstantSource clock,
            SecureRandom random,
            GwanmunStore store,
            Accounts accounts,
            Pseudonyms pseudonyms) {
        this.clock = clock;
        this.random = random;
        this.data = data;
        this.store = store;
        this.accounts = accounts;
        this.pseudonyms = pseudonyms;
    }

    /** Opens the store of a data folder and makes new logins. */
    static Suite open(Path data, InstantSource clock, SecureRandom random) {
        GwanmunStore store = GwanmunStore.openFile(data.resolve("store"), random);
        try {
            Pseudonyms pseudonyms = Pseudonyms.keptIn(data.resolve("secrets"), random);
            return new Suite(data, clock, random, store, Accounts.generate(Set.of(Role.values()), random), pseudonyms);
        } catch (IOException e) {
            store.close();
            throw new UncheckedIOException(e);
        }
    }

    Accounts accounts() {
        return accounts;
    }

    /** Starts the server with the digital twin feeding the lane; closing the context stops everything. */
    ConfigurableApplicationContext startDemo(int port, ExampleParcels examples) {
        SpringApplication application = new SpringApplication(ServerApplication.class);
        application.addInitializers(context -> register((GenericApplicationContext) context, examples));
        try {
            // As arguments, which no variable of the environment overrides: nobody opens this server by accident.
            return application.run("--server.address=127.0.0.1", "--server.port=" + port);
        } catch (RuntimeException e) {
            store.close();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException) {
                    throw Ports.inUse(port);
                }
            }
            throw e;
        }
    }

    /** The port the server listens on. */
    static int port(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("The server has no web server.");
        }
        return server.getPort();
    }

    private void register(GenericApplicationContext context, ExampleParcels examples) {
        EventHub events = new EventHub();
        ReadingDesk desk = new ReadingDesk(store.readings(), events, clock, DeskSettings.USUAL);
        ScanPictures pictures = new ScanPictures(data);
        // Made first, so closed last.
        context.registerBean(GwanmunStore.class, () -> store);
        context.registerBean(AuditLog.class, store::audit);
        context.registerBean(InstantSource.class, () -> clock);
        context.registerBean(Accounts.class, () -> accounts);
        context.registerBean(Pseudonyms.class, () -> pseudonyms);
        context.registerBean(LoginThrottle.class, () -> new LoginThrottle(clock));
        context.registerBean(EventHub.class, () -> events);
        context.registerBean(ReadingStore.class, store::readings);
        context.registerBean(ReadingDesk.class, () -> desk);
        context.registerBean(ScanPictures.class, () -> pictures);
        context.registerBean(
                DemoLane.class,
                () -> new DemoLane(
                        List.copyOf(examples.files()), data, desk, store.readings(), pictures, clock, random));
    }
}
