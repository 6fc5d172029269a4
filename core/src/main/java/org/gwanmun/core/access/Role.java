package org.gwanmun.core.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    private static final Set<Role> ACTING = EnumSet.of(OFFICER, SUPERVISOR, CONTROL);
    private static final Set<Role> WATCHING = EnumSet.of(APPROVER, AUDITOR);

    /** The name in the interface: {@code officer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name in the interface. */
    public static Optional<Role> find(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /**
     * Whether one person may have all these roles: who approves or audits does not do the work that is approved or audited
     * (officer, supervisor, control).
     */
    public static boolean separate(Collection<Role> roles) {
        return roles.stream().noneMatch(ACTING::contains) || roles.stream().noneMatch(WATCHING::contains);
    }
}
