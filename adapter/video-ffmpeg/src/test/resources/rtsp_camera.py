"""A camera on this machine: rtsp_camera.py PORT h264|mjpeg. Says "ready" and serves until it is ended."""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer

Gst.init(None)
port, coding = sys.argv[1:3]
encoder = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! rtph264pay name=pay0 pt=96",
    "mjpeg": "jpegenc ! rtpjpegpay name=pay0 pt=26",
}[coding]
for part in encoder.replace("!", "").split():
    if part.endswith(("enc", "pay")) and Gst.ElementFactory.find(part) is None:
        print("missing", part, flush=True)
        sys.exit(0)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    "( videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=320,height=240,framerate=25/1 ! "
    + encoder + " )")
factory.set_shared(True)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
server.get_mount_points().add_factory("/live", factory)
if server.attach(None) == 0:
    print("busy", flush=True)
    sys.exit(1)
print("ready", flush=True)
GLib.MainLoop().run()
