package org.gwanmun.server.camera;

/** A person of a camera: number and box by its left upper corner, in pixels of the whole picture. */
record Track(int id, double x, double y, double w, double h) {}
