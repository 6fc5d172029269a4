/**
 * What every room shares and nothing more: messages in two languages, a reader for our files that knows line numbers,
 * rasters and their files, random streams, JSON output, the audit chain.
 *
 * <p>Start with {@link org.gwanmun.core.message.Refusal}: the one way in which any room says no.
 */
@NullMarked
package org.gwanmun.core;

import org.jspecify.annotations.NullMarked;
