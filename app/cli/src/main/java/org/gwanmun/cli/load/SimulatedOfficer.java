package org.gwanmun.cli.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gwanmun.core.document.Entry;

/**
 * Reads as long as there is something: takes a parcel, fetches its picture, looks, decides. What fails is sent again under the
 * same number, as the desk in the browser does, until the server has it. Used by one thread; looked at when that has ended.
 */
final class SimulatedOfficer implements Runnable {
    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final int INSPECTS_EVERY = 10;
    private static final int LEAST_PICTURE_BYTES = 1000;
    private static final int CREATED = 201;

    private final Site site;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, String> acknowledged = new HashMap<>();
    private final List<Double> verdict_ms = new ArrayList<>();
    private final List<Double> nextPicture_ms = new ArrayList<>();
    private volatile int read;
    private volatile boolean over;

    SimulatedOfficer(Site site, String token) {
        this.site = site;
        this.token = token;
    }

    /** Verdicts that the server has acknowledged, by parcel. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** From each verdict until it was acknowledged. */
    List<Double> verdict_ms() {
        return verdict_ms;
    }

    /** From each verdict until the next picture was here, where a parcel was waiting. */
    List<Double> nextPicture_ms() {
        return nextPicture_ms;
    }

    /** How many verdicts were acknowledged up to now. */
    int read() {
        return read;
    }

    void end() {
        over = true;
    }

    @Override
    public void run() {
        Optional<String> held = Optional.empty();
        try {
            while (!over) {
                try {
                    held = held.isPresent() ? judgeAndTakeNext(held.get()) : take();
                    if (held.isEmpty()) {
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                } catch (IOException lost) {
                    held = Optional.empty(); // its lease lapses or is renewed by the next claim
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> judgeAndTakeNext(String parcel) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(LOOKS.toNanos());
        String verdict = read % INSPECTS_EVERY == INSPECTS_EVERY - 1 ? "inspect" : "pass";
        long start = System.nanoTime();
        int status = judge(parcel, verdict);
        verdict_ms.add((System.nanoTime() - start) / 1e6);
        if (status == CREATED) {
            acknowledged.put(parcel, verdict);
            read = acknowledged.size();
        }
        Optional<String> next = take();
        if (next.isPresent()) {
            nextPicture_ms.add((System.nanoTime() - start) / 1e6);
        }
        return next;
    }

    private int judge(String parcel, String verdict) throws InterruptedException {
        String body = "{\"verdict\":\"" + verdict + "\",\"reason\":null,\"shown_ms\":" + LOOKS.toMillis()
                + ",\"request_id\":\"" + UUID.randomUUID() + "\"}";
        while (true) {
            try {
                int status = site.ask(client, token, "POST", "parcels/" + parcel + "/verdict", body)
                        .statusCode();
                if (status < 500 || over) {
                    return status;
                }
            } catch (IOException lost) {
                if (over) {
                    return 0;
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** The next parcel with its picture, if there is one. */
    private Optional<String> take() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = site.ask(client, token, "POST", "desk/claims", "{\"count\":1,\"lanes\":null}");
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        Optional<String> parcel = Site.fields(answer).find("held").map(list -> list.list(2)).orElse(List.of()).stream()
                .findFirst()
                .flatMap(held -> held.find("id"))
                .map(Entry::text);
        if (parcel.isPresent()) {
            HttpResponse<byte[]> picture = site.ask(client, token, "GET", "parcels/" + parcel.get() + "/views/top", "");
            if (picture.statusCode() != 200 || picture.body().length < LEAST_PICTURE_BYTES) {
                throw new IOException("no picture of " + parcel.get());
            }
        }
        return parcel;
    }
}
