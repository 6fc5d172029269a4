/** Networks run by ONNX Runtime, and where they come from. */
@NullMarked
package org.gwanmun.infer;

import org.jspecify.annotations.NullMarked;
