@NullMarked
package org.gwanmun.server.camera;

import org.jspecify.annotations.NullMarked;
