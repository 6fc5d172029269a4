package org.gwanmun.learn;

/** Settings of the engine, to be made before it is first used: it asks no server for anything. */
final class Torch {
    private Torch() {}

    static void quiet() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.disable_close_resource_on_finalize", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }
}
