/** The commands as their users and other programs meet them: exit codes, JSON fields, both languages. */
@NullMarked
package org.gwanmun.cli;

import org.jspecify.annotations.NullMarked;
