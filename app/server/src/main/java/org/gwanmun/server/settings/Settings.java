package org.gwanmun.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * By which values a server runs. Each has a default, so a file need not be there. Paths that are relative belong below the
 * data folder; those that a person wrote are absolute by now, since they were meant from the folder of the file.
 *
 * @param server where it listens
 * @param database where it keeps what must not be lost
 * @param session how long a person stays signed in
 * @param login how fast passwords may be tried
 * @param reading the officer's working time
 * @param link where scanners connect
 * @param lanes the lanes, each with its scanner
 * @param cameras the cameras of the wall
 * @param vision how people are looked for in their pictures
 * @param audit when the audit chain's head is signed
 * @param backup where backups go
 * @param logs the log files
 */
public record Settings(
        Server server,
        Database database,
        Session session,
        Login login,
        Reading reading,
        Link link,
        List<Lane> lanes,
        List<Camera> cameras,
        Vision vision,
        Audit audit,
        Backup backup,
        Logs logs) {
    public Settings {
        lanes = List.copyOf(lanes);
        cameras = List.copyOf(cameras);
    }

    /**
     * Where the server listens.
     *
     * @param address address of the network interface
     * @param port 0 takes any that is free
     * @param publicUrl how people reach it, if not by address and port
     * @param behindProxy whether a proxy on a trusted way speaks TLS for it and tells whose request it is
     * @param tls its own certificate, if it speaks TLS itself
     */
    public record Server(String address, int port, Optional<String> publicUrl, boolean behindProxy, Optional<Tls> tls) {
        /** Whether people's browsers reach it by TLS, so that cookies may be kept off everything else. */
        public boolean secure() {
            return tls.isPresent()
                    || publicUrl.filter(url -> url.startsWith("https:")).isPresent();
        }
    }

    /**
     * PEM files.
     *
     * @param certificate the certificate and those that vouch for it
     * @param key its private key
     */
    public record Tls(Path certificate, Path key) {}

    /** Kinds of databases. */
    public enum DatabaseKind {
        H2,
        POSTGRESQL
    }

    /**
     * Where the store is.
     *
     * @param kind which database; the rest is for PostgreSQL alone
     * @param url JDBC address without a password
     * @param user owner of the tables
     * @param passwordFile file with the owner's password
     * @param workerPasswordFile file with the password of the account that does the daily work
     */
    public record Database(
            DatabaseKind kind,
            Optional<String> url,
            Optional<String> user,
            Optional<Path> passwordFile,
            Optional<Path> workerPasswordFile) {}

    /**
     * How long a person stays signed in.
     *
     * @param idleLock after how long without a deed the session asks for the password again
     * @param end after how long it ends in any case
     */
    public record Session(Duration idleLock, Duration end) {}

    /**
     * How fast passwords may be tried.
     *
     * @param attempts failures of one account within the window
     * @param window how long a failure counts
     */
    public record Login(int attempts, Duration window) {}

    /**
     * The officer's working time.
     *
     * @param target how long a parcel should be read
     * @param breakAfter reading time after which a break is due
     * @param hold how long a verdict can be recalled
     * @param lease how long a claimed parcel stays claimed without a sign of life
     * @param longestWait how long a parcel may wait for its verdict
     */
    public record Reading(Duration target, Duration breakAfter, Duration hold, Duration lease, Duration longestWait) {}

    /**
     * Where scanners connect.
     *
     * @param port port on the server's address
     */
    public record Link(int port) {}

    /**
     * One lane.
     *
     * @param name its name
     * @param scanner name of its machine profile
     * @param keyFile file with the key by which the scanner shows who it is; by default one made in the data folder
     */
    public record Lane(String name, String scanner, Optional<Path> keyFile) {}

    /**
     * One camera.
     *
     * @param name its name in addresses
     * @param titleKo its name for people, in Korean
     * @param titleEn the same in English
     * @param source an RTSP address without user and password, the absolute name of a film or of a folder of pictures, or a scene
     *     that is drawn
     * @param loginFile file with {@code user:password} for an RTSP camera
     * @param fps pictures a second, where the source says something wrong or nothing
     * @param ringMin minutes for which the pictures themselves are kept, encrypted; 0 for not at all
     * @param enabled whether it runs
     * @param demonstration whether what it shows is no real place
     */
    public record Camera(
            String name,
            String titleKo,
            String titleEn,
            String source,
            Optional<Path> loginFile,
            OptionalDouble fps,
            int ringMin,
            boolean enabled,
            boolean demonstration) {}

    /**
     * How people are looked for in the cameras' pictures.
     *
     * @param detector name of an installed model; {@code none} for nobody is looked for
     * @param looks what tells people apart beside motion: {@code own}, {@code stripes}, {@code none} or an installed embedding
     * @param every in every so many-th picture
     * @param threads of the network, which all cameras share
     */
    public record Vision(String detector, String looks, int every, int threads) {}

    /**
     * When the head of the audit chain is signed.
     *
     * @param headsDir where signed heads go
     * @param signEvery at least this often, if anything happened
     * @param signEveryEntries and after this many entries
     */
    public record Audit(Path headsDir, Duration signEvery, int signEveryEntries) {}

    /**
     * Where backups go.
     *
     * @param dir folder
     */
    public record Backup(Path dir) {}

    /**
     * The log files.
     *
     * @param dir folder
     * @param keepDays days after which a file is deleted
     */
    public record Logs(Path dir, int keepDays) {}

    /** The values without a file. */
    public static Settings defaults() {
        return EffectiveSettings.defaults().settings();
    }

    /**
     * The values of a file, and the defaults of those that it does not name.
     *
     * @throws org.gwanmun.core.message.Refusal naming every mistake with line and path
     */
    public static Settings read(Path file) {
        return EffectiveSettings.read(file).settings();
    }

    /**
     * The same for a demonstration: one lane that any machine of this computer may be, parcels that wait half a day, and these
     * cameras.
     */
    public Settings forDemonstration(List<Camera> shown) {
        return new Settings(
                server,
                database,
                session,
                login,
                new Reading(reading.target, reading.breakAfter, reading.hold, reading.lease, Duration.ofHours(12)),
                new Link(0),
                List.of(new Lane("lane-1", "mail-composite", Optional.empty())),
                shown,
                vision,
                audit,
                backup,
                logs);
    }

    /** The same with another port. */
    public Settings withPort(int port) {
        return new Settings(
                new Server(server.address, port, server.publicUrl, server.behindProxy, server.tls),
                database,
                session,
                login,
                reading,
                link,
                lanes,
                cameras,
                vision,
                audit,
                backup,
                logs);
    }
}
