/**
 * A machine made of software, at the other end of the scanner link: a belt on which the digital twin scans parcel files, or
 * recorded scans pass again, in a process of its own.
 *
 * <p>Start at {@link org.gwanmun.belt.BeltCommand}. A {@link org.gwanmun.belt.Reel} is what comes along; {@code BeltLayout}
 * says where on the endless belt each thing lies, the same after every restart; {@code BeltMachine} moves it under the beam,
 * speaks to the server, and obeys it at the diverter.
 */
@NullMarked
package org.gwanmun.belt;

import org.jspecify.annotations.NullMarked;
