/**
 * Reads our YAML and JSON files (JSON is a subset of YAML 1.2) into {@link org.gwanmun.core.document.Entry} trees that
 * know their line and path, and gathers every mistake of a file in {@link org.gwanmun.core.document.Problems} so that a
 * person sees them all at once. Aliases, custom tags, deep nesting and huge files are refused before they cost memory.
 */
@NullMarked
package org.gwanmun.core.document;

import org.jspecify.annotations.NullMarked;
