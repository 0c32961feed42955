"""The kiosk's screen as a machine sees it: the semantic dump of the frame that is on the panel."""
import json
import os
import socket
import time


class NotSeen(Exception):
    """What had to come onto the screen did not, in the time given."""


class Inspector:
    """Speaks to `otklik-kiosk --inspect SOCKET`; connects at the first question."""

    def __init__(self, path, seconds=20, is_alive=lambda: True):
        """is_alive: tells whether waiting for the kiosk still makes sense."""
        self.path, self.seconds, self.is_alive = path, seconds, is_alive
        self._socket = None
        self._buffer = b""

    def reconnect(self):
        """To a kiosk that was started anew; waits for its first frame."""
        self.close()
        self.wait_for("the first frame", lambda frame: frame["screen"])

    def close(self):
        if self._socket is not None:
            self._socket.close()
        self._socket, self._buffer = None, b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _connect(self):
        deadline = time.monotonic() + self.seconds
        while True:
            candidate = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            candidate.settimeout(self.seconds)
            try:
                candidate.connect(self.path)
                self._socket = candidate
                return
            except (FileNotFoundError, ConnectionRefusedError):
                candidate.close()
                if not self.is_alive():
                    raise ConnectionRefusedError("the kiosk has gone") from None
                if time.monotonic() > deadline:
                    raise NotSeen(f"nobody answers on {os.path.basename(self.path)}") from None
                time.sleep(0.02)

    def ask(self, question):
        """One line out, one line of JSON back. ConnectionError when the kiosk has gone."""
        if self._socket is None:
            self._connect()
        self._socket.sendall(question.encode() + b"\n")
        while b"\n" not in self._buffer:
            piece = self._socket.recv(65536)
            if not piece:
                self.close()
                raise ConnectionResetError("the kiosk has gone")
            self._buffer += piece
        line, self._buffer = self._buffer.split(b"\n", 1)
        return json.loads(line)

    def frame(self):
        return self.ask("frame")

    def timings(self):
        """Touches and what they did to the panel, in microseconds of the monotonic clock."""
        return self.ask("timings")

    @staticmethod
    def item(frame, identity):
        return next((item for item in frame["items"] if item["id"] == identity), None)

    def wait_for(self, what, condition, seconds=None):
        """The first frame of which condition(frame) is true, or NotSeen."""
        deadline = time.monotonic() + (self.seconds if seconds is None else seconds)
        while True:
            frame = self.frame()
            if condition(frame):
                return frame
            if time.monotonic() > deadline:
                names = [item["id"] for item in frame["items"]]
                raise NotSeen(f"{what}: not in time; on the screen \"{frame['screen']}\": {names}")
            time.sleep(0.01)

    def wait_screen(self, screen, seconds=None):
        return self.wait_for(f"the screen \"{screen}\"", lambda frame: frame["screen"] == screen, seconds)

    def wait_item(self, identity, seconds=None):
        self.wait_for(f"the item \"{identity}\"", lambda frame: self.item(frame, identity) is not None, seconds)
        return self.item(self.frame(), identity)

    def wait_awake(self, seconds=None):
        """Until the panel listens: after a change of page it is deaf for half a second."""
        deadline = time.monotonic() + (self.seconds if seconds is None else seconds)
        while self.timings()["deaf"]:
            if time.monotonic() > deadline:
                raise NotSeen("the panel stays deaf")
            time.sleep(0.03)


class Visitor:
    """A finger and an eye: taps items of the screen by their names."""

    def __init__(self, screen, inspector):
        self.screen, self.inspector = screen, inspector

    @staticmethod
    def centre(item):
        return item["x"] + item["width"] / 2, item["y"] + item["height"] / 2

    def tap(self, identity):
        item = self.inspector.wait_item(identity)
        self.inspector.wait_awake()
        self.screen.tap(*self.centre(item))

    def tap_to(self, identity, screen):
        """Taps and waits for the screen that it leads to."""
        self.tap(identity)
        return self.inspector.wait_screen(screen)
