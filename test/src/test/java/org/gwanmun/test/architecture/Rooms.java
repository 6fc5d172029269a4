package org.gwanmun.test.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** All classes of the suite, imported once; test classes are left out. */
public final class Rooms {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.gwanmun");

    private Rooms() {}

    /** The suite's classes. */
    public static JavaClasses all() {
        return ALL;
    }
}
