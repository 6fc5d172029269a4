package org.gwanmun.test.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Messages;
import org.gwanmun.test.architecture.Rooms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence of the suite exists in Korean and English, with the same slots. */
class MessagesTest {
    private static final Pattern SLOT = Pattern.compile("\\{(\\d)}");
    private static final Pattern HANGUL = Pattern.compile("[가-힣]");
    private static final Pattern WORD = Pattern.compile("[a-z]{3}");

    static List<Class<?>> enums() {
        List<Class<?>> enums = new ArrayList<>();
        for (JavaClass c : Rooms.all()) {
            if (c.isAssignableTo(MessageKey.class) && c.isEnum()) {
                enums.add(c.reflect());
            }
        }
        return enums;
    }

    @Test
    void allRoomsAreFound() {
        assertThat(enums()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(enums().stream().map(Class::getSimpleName))
                .contains("CliMessage", "ApiMessage", "StoreMessage", "MachineMessage", "DocumentMessage");
    }

    /** A key without an enum would escape every test. */
    @Test
    void onlyEnumsAreMessageKeys() {
        assertThat(Rooms.all().stream()
                        .filter(c -> c.isAssignableTo(MessageKey.class) && !c.isInterface())
                        .filter(c -> !c.isEnum()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("enums")
    void bothLanguagesSayEverythingWithTheSameSlots(Class<?> keys) {
        assertThat(Mistakes.of(constants(keys), Messages.bundle(keys, Language.KO), Messages.bundle(keys, Language.EN)))
                .isEmpty();
    }

    private static List<String> constants(Class<?> keys) {
        return Arrays.stream(keys.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    @Test
    void aBundleWithEachMistakeIsCaught() {
        Properties en = new Properties();
        Properties ko = new Properties();
        en.setProperty("FINE", "the file {0} is empty.");
        ko.setProperty("FINE", "파일 {0}이(가) 비었습니다.");
        en.setProperty("SLOTS", "{0} of {1} are left.");
        ko.setProperty("SLOTS", "{0}개가 남았습니다.");
        en.setProperty("UNTRANSLATED", "still english");
        ko.setProperty("UNTRANSLATED", "still english");
        en.setProperty("EMPTY", "");
        ko.setProperty("EMPTY", "없음");
        en.setProperty("ONLY_EN", "only here");
        ko.setProperty("STALE", "낡은 문장");
        en.setProperty("PURE", "{0}");
        ko.setProperty("PURE", "{0}");
        assertThat(Mistakes.of(List.of("FINE", "SLOTS", "UNTRANSLATED", "EMPTY", "ONLY_EN", "PURE"), ko, en))
                .containsExactly(
                        "SLOTS: slots differ, [0] and [0, 1]",
                        "UNTRANSLATED: Korean without Hangul",
                        "EMPTY: empty",
                        "ONLY_EN: missing",
                        "STALE: no such constant");
    }

    private static final class Mistakes {
        static List<String> of(List<String> constants, Properties ko, Properties en) {
            List<String> mistakes = new ArrayList<>();
            for (String name : constants) {
                String korean = ko.getProperty(name);
                String english = en.getProperty(name);
                if (korean == null || english == null) {
                    mistakes.add(name + ": missing");
                } else if (korean.isBlank() || english.isBlank()) {
                    mistakes.add(name + ": empty");
                } else if (!slots(korean).equals(slots(english))) {
                    mistakes.add(name + ": slots differ, " + slots(korean) + " and " + slots(english));
                } else if (WORD.matcher(SLOT.matcher(english).replaceAll("")).find()
                        && !HANGUL.matcher(korean).find()) {
                    mistakes.add(name + ": Korean without Hangul");
                }
            }
            TreeSet<String> stale = new TreeSet<>(ko.stringPropertyNames());
            stale.addAll(en.stringPropertyNames());
            constants.forEach(stale::remove);
            stale.forEach(name -> mistakes.add(name + ": no such constant"));
            return mistakes;
        }

        private static Set<String> slots(String text) {
            Set<String> slots = new TreeSet<>();
            SLOT.matcher(text).results().map(MatchResult::group).forEach(slot -> slots.add(slot.substring(1, 2)));
            return slots;
        }
    }
}
