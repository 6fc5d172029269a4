/**
 * The one configuration file, {@code gwanmun.yaml}: read, checked and shown.
 *
 * <p>Start at {@link org.gwanmun.server.settings.Settings}, the values by which the server runs. {@code SettingsFile} reads
 * them, naming every mistake at once with line and path; {@link org.gwanmun.server.settings.EffectiveSettings} knows for
 * each value where it comes from. A secret never stands in the file: the file names the file that holds it.
 */
@NullMarked
package org.gwanmun.server.settings;

import org.jspecify.annotations.NullMarked;
