package org.gwanmun.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gwanmun.core.audit.AuditGuard;
import org.gwanmun.core.audit.AuditLog;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.core.audit.HeadKeys;
import org.gwanmun.core.audit.HeadSigner;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.access.Accounts;
import org.gwanmun.server.access.Login;
import org.gwanmun.server.access.LoginThrottle;
import org.gwanmun.server.access.Pseudonyms;
import org.gwanmun.server.audit.ChainCheck;
import org.gwanmun.server.camera.CameraPlaces;
import org.gwanmun.server.camera.CameraRoom;
import org.gwanmun.server.demo.BeltProcess;
import org.gwanmun.server.demo.DemoCameras;
import org.gwanmun.server.demo.ExampleDeclarations;
import org.gwanmun.server.demo.ExampleParcels;
import org.gwanmun.server.keep.SigningKeys;
import org.gwanmun.server.lane.CheckHistories;
import org.gwanmun.server.lane.EventHub;
import org.gwanmun.server.lane.LaneReports;
import org.gwanmun.server.lane.Photos;
import org.gwanmun.server.link.LaneIntake;
import org.gwanmun.server.link.LaneKeys;
import org.gwanmun.server.link.Lanes;
import org.gwanmun.server.link.LinkServer;
import org.gwanmun.server.link.ScanArchive;
import org.gwanmun.server.log.RequestLog;
import org.gwanmun.server.picture.ScanPictures;
import org.gwanmun.server.settings.Settings;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.xray.lane.DeclarationStore;
import org.gwanmun.xray.lane.DeskSettings;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The parts of a running suite that are not Spring's, and their start. Everything from outside is handed in here. */
final class Suite {
    private static final Logger LOG = LoggerFactory.getLogger(Suite.class);

    private final Path data;
    private final Settings settings;
    private final InstantSource clock;
    private final SecureRandom random;
    private final GwanmunStore store;
    private final Pseudonyms pseudonyms;
    private final Accounts accounts;
    private @Nullable List<Login> demoLogins;

    private Suite(
            Path data,
            Settings settings,
            InstantSource clock,
            SecureRandom random,
            GwanmunStore store,
            Pseudonyms pseudonyms) {
        this.data = data;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.store = store;
        this.pseudonyms = pseudonyms;
        this.accounts = new Accounts(store.accounts(), pseudonyms, clock, random);
    }

    /** Opens the store of a data folder. */
    static Suite open(Path data, Settings settings, InstantSource clock, SecureRandom random) {
        GwanmunStore store = GwanmunStore.open(Stores.of(settings.database(), data), random);
        try {
            return new Suite(data, settings, clock, random, store, Pseudonyms.keptIn(data.resolve("secrets"), random));
        } catch (IOException e) {
            store.close();
            throw new UncheckedIOException(e);
        }
    }

    Accounts accounts() {
        return accounts;
    }

    /** A login for each role, with passwords that are new at each start. */
    synchronized List<Login> demoLogins() {
        if (demoLogins == null) {
            demoLogins = accounts.demonstrate();
        }
        return demoLogins;
    }

    /** Starts the server; closing the context stops everything. */
    ConfigurableApplicationContext start() {
        return start(settings, Optional.empty());
    }

    /** Starts the server with the digital twin feeding the lane. */
    ConfigurableApplicationContext startDemo(int port, ExampleParcels examples) {
        demoLogins();
        return start(settings.withPort(port).forDemonstration(DemoCameras.all()), Optional.of(examples));
    }

    private ConfigurableApplicationContext start(Settings settings, Optional<ExampleParcels> examples) {
        SpringApplication application = new SpringApplication(ServerApplication.class);
        application.addInitializers(context -> register((GenericApplicationContext) context, settings, examples));
        try {
            // As arguments, which no variable of the environment overrides: nobody opens this server by accident.
            return application.run(ServerArguments.of(settings));
        } catch (RuntimeException e) {
            store.close();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException) {
                    throw Ports.inUse(settings.server());
                }
            }
            throw e;
        }
    }

    /** Closes the store of a suite that was not started. */
    void close() {
        store.close();
    }

    /** The port the server listens on. */
    static int port(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("The server has no web server.");
        }
        return server.getPort();
    }

    private void register(GenericApplicationContext context, Settings settings, Optional<ExampleParcels> examples) {
        EventHub events = new EventHub();
        ReadingDesk desk = new ReadingDesk(store.readings(), events, clock, desk(settings.reading()));
        ScanPictures pictures = new ScanPictures(data);
        // Made first, so closed last.
        context.registerBean(GwanmunStore.class, () -> store);
        context.registerBean(AuditLog.class, store::audit);
        // Closed before the store, when it signs what is left.
        registerAudit(context, settings);
        context.registerBean(InstantSource.class, () -> clock);
        context.registerBean(Settings.class, () -> settings);
        context.registerBean(Accounts.class, () -> accounts);
        context.registerBean(Pseudonyms.class, () -> pseudonyms);
        context.registerBean(LoginThrottle.class, () -> new LoginThrottle(clock, settings.login()));
        context.registerBean(
                RequestLog.class,
                () -> new RequestLog(
                        data.resolve(settings.logs().dir()), settings.logs().keepDays(), clock));
        context.registerBean(EventHub.class, () -> events);
        context.registerBean(ReadingStore.class, store::readings);
        context.registerBean(ReadingDesk.class, () -> desk);
        context.registerBean(ScanPictures.class, () -> pictures);
        context.registerBean(CheckHistories.class, () -> new CheckHistories(data.resolve("quality")));
        registerLanes(context, settings, examples, events, desk, pictures);
        CameraPlaces places = new CameraPlaces(data.resolve("cameras"));
        context.registerBean(
                CameraRoom.class, () -> CameraRoom.installed(settings.cameras(), settings.vision(), places, clock));
    }

    private void registerLanes(
            GenericApplicationContext context,
            Settings settings,
            Optional<ExampleParcels> examples,
            EventHub events,
            ReadingDesk desk,
            ScanPictures pictures) {
        Lanes lanes = new Lanes(
                settings.lanes().stream()
                        .map(lane -> new Lanes.Known(
                                lane.name(), lane.scanner(), LaneKeys.of(data, lane.name(), lane.keyFile(), random)))
                        .toList(),
                clock);
        DeclarationStore declarations = examples.<DeclarationStore>map(
                        parcels -> new ExampleDeclarations(store.declarations(), parcels.files()))
                .orElseGet(store::declarations);
        LaneReports reports = new LaneReports(lanes, desk, pictures, events, store.audit(), clock);
        LaneIntake intake =
                new LaneIntake(desk, store.readings(), declarations, new ScanArchive(data), pictures, clock);
        LinkServer link =
                new LinkServer(linkAddress(settings), settings.link().port(), lanes, intake, desk, reports, random);
        context.registerBean(DeclarationStore.class, () -> declarations);
        context.registerBean(Photos.class, () -> new Photos(data));
        context.registerBean(LaneReports.class, () -> reports);
        context.registerBean(LinkServer.class, () -> link);
        examples.ifPresent(parcels -> {
            String lane = settings.lanes().getFirst().name();
            context.registerBean(
                    BeltProcess.class,
                    () -> new BeltProcess(parcels.files(), data, lane, LaneKeys.usual(data, lane), link::port));
        });
    }

    private static InetAddress linkAddress(Settings settings) {
        try {
            return InetAddress.getByName(settings.server().address());
        } catch (UnknownHostException e) {
            throw Refusal.unavailable(
                    ServerMessage.PORT_IN_USE,
                    settings.link().port(),
                    settings.link().port());
        }
    }

    /** Signs heads of the audit chain from time to time, and checks it against them when asked. */
    private void registerAudit(GenericApplicationContext context, Settings settings) {
        HeadFile heads = new HeadFile(KeptFiles.headFile(data, settings));
        try {
            HeadKeys keys = HeadKeys.keptIn(data.resolve("secrets"), SigningKeys.from(random));
            HeadSigner signer = new HeadSigner(
                    store.audit(),
                    heads,
                    keys,
                    clock,
                    settings.audit().signEveryEntries(),
                    settings.audit().signEvery());
            signer.start(
                    Duration.ofSeconds(10),
                    trouble -> LOG.warn("The audit chain could not be signed: {}", trouble.getMessage()));
            context.registerBean(HeadSigner.class, () -> signer);
            context.registerBean(ChainCheck.class, () -> () -> {
                try {
                    return store.database().verifyAudit(heads.read(), keys.publicKey(), AuditGuard.Heads.LIVE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeskSettings desk(Settings.Reading reading) {
        return new DeskSettings(
                reading.target(), reading.breakAfter(), reading.hold(), reading.lease(), reading.longestWait());
    }
}
