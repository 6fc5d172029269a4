package org.gwanmun.server.access;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The accounts of one run: one for each role, with passwords that nobody knew before. */
public final class Accounts {
    /** Letters and digits that are not mistaken for each other. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 3;
    private static final int GROUP = 4;

    private final List<Login> logins;
    private final List<UserDetails> users;
    private final PasswordEncoder encoder;

    private Accounts(List<Login> logins, List<UserDetails> users, PasswordEncoder encoder) {
        this.logins = logins;
        this.users = users;
        this.encoder = encoder;
    }

    /**
     * Makes an account for each role, named like it. A password has 12 of 31 signs, 59 bits.
     *
     * @param random source of the passwords; must be cryptographically strong
     */
    public static Accounts generate(Set<Role> roles, RandomGenerator random) {
        PasswordEncoder encoder = new BCryptPasswordEncoder();
        List<Login> logins = roles.stream()
                .sorted(Comparator.naturalOrder())
                .map(role -> new Login(role, role.word(), password(random)))
                .toList();
        List<UserDetails> users = logins.parallelStream()
                .map(login -> User.withUsername(login.user())
                        .password(encoder.encode(login.password()))
                        .roles(login.role().name())
                        .build())
                .toList();
        return new Accounts(logins, users, encoder);
    }

    /** The logins, to be told to the person who started the server. */
    public List<Login> logins() {
        return logins;
    }

    List<UserDetails> users() {
        return users;
    }

    PasswordEncoder encoder() {
        return encoder;
    }

    private static String password(RandomGenerator random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
