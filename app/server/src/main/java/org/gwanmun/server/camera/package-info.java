/**
 * The wall of cameras. {@link org.gwanmun.server.camera.CameraRoom} runs a {@code CameraFeed} for each camera: a thread that pulls
 * pictures, looks for people with the {@code SharedDetector}, tracks them and masks the picture. What leaves the feed is a {@code
 * Shot}: the masked picture and its boxes; the picture itself never does. {@code CameraController} tells the state and takes zones and
 * plans ({@code CameraPlaces}), {@code LiveSocket} sends pictures to whoever looks.
 */
@NullMarked
package org.gwanmun.server.camera;

import org.jspecify.annotations.NullMarked;
