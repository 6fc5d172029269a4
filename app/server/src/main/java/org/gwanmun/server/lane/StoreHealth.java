package org.gwanmun.server.lane;

import org.gwanmun.xray.lane.ReadingDesk;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The server is well if the queue can be read from the database. */
@Component
class StoreHealth implements HealthIndicator {
    private final ReadingDesk desk;

    StoreHealth(ReadingDesk desk) {
        this.desk = desk;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("waiting", desk.waiting()).build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }
}
