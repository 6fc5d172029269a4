/** Machine-readable output: {@link org.gwanmun.core.json.Json} prints maps, lists and numbers as JSON text. */
@NullMarked
package org.gwanmun.core.json;

import org.jspecify.annotations.NullMarked;
