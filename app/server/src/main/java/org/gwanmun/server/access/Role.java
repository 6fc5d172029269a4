package org.gwanmun.server.access;

import java.util.Locale;
import org.gwanmun.core.message.MessageKey;

/** What a person is in the suite. Names in Korean and English are in the bundle. */
public enum Role implements MessageKey {
    OFFICER,
    SUPERVISOR,
    CONTROL,
    APPROVER,
    AUDITOR,
    INSTRUCTOR,
    TRAINEE,
    ADMIN;

    /** The name in the interface: {@code officer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
