package org.gwanmun.test.architecture.broken.xray.twin;

/** Something to use wrongly. */
public final class Twin {}
