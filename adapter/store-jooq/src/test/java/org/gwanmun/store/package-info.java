/** The store's promises, tried on real database files: once, together, in order, and durable through a killed process. */
@NullMarked
package org.gwanmun.store;

import org.jspecify.annotations.NullMarked;
