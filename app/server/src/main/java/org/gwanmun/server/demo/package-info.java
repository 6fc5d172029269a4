/**
 * The demonstration: {@link org.gwanmun.server.demo.BeltProcess} starts a belt with the digital twin as a process of its own,
 * which brings the {@link org.gwanmun.server.demo.ExampleParcels} over the scanner link like any machine, and
 * {@link org.gwanmun.server.demo.ExampleDeclarations} knows what their senders declared.
 */
@NullMarked
package org.gwanmun.server.demo;

import org.jspecify.annotations.NullMarked;
