package org.gwanmun.server.settings;

import org.gwanmun.core.message.MessageKey;

/** What can be wrong with the values of a configuration file. */
public enum SettingsMessage implements MessageKey {
    /** {0} address. */
    NO_ADDRESS,
    /** {0} address. */
    OPEN_WITHOUT_TLS,
    /** {0} the value. */
    NO_URL,
    /** {0} the value. */
    NO_TRUTH,
    /** {0} the field, {1} the database it needs. */
    ONLY_FOR,
    /** {0} the field, {1} the database that needs it. */
    NEEDED_FOR,
    /** The value is not repeated: a password may stand in it. */
    NO_JDBC_URL,
    /** The address of a database holds a secret. */
    SECRET_IN_URL,
    /** {0} name. */
    NO_LANE_NAME,
    /** {0} name. */
    LANE_TWICE,
    /** {0} the value. */
    NO_PATH,
    /** {0} name. */
    NO_CAMERA_NAME,
    /** {0} name. */
    CAMERA_TWICE,
    /** {0} most characters. */
    NO_TITLE,
    /** The value is not repeated: a password may stand in it. */
    NO_CAMERA_SOURCE,
    NO_SCENE,
    LOGIN_WITHOUT_RTSP,
    /** {0} the value. */
    NO_DETECTOR_NAME
}
