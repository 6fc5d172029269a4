package org.gwanmun.server;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Properties;
import java.util.ResourceBundle;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.jspecify.annotations.Nullable;

/** The help texts of the command line in the form in which picocli asks for them. */
final class Usage {
    private Usage() {}

    static ResourceBundle bundle(Language language) {
        Properties texts = Messages.bundle(Usage.class, language);
        return new ResourceBundle() {
            @Override
            protected @Nullable Object handleGetObject(String key) {
                return texts.getProperty(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return Collections.enumeration(texts.stringPropertyNames());
            }
        };
    }
}
