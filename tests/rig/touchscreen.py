"""A touchscreen for tests: a real X server whose panel is driven by a script.

Xorg with the dummy video driver and the `inputtest` input driver gives a program real XI2
multi-touch and key events, without a GPU, a virtual terminal or uinput: what SDL_PushEvent and XTest
do not show (SDL's mouse capture once swallowed every real tap) shows here.

    with Touchscreen(1080, 1920) as screen:
        kiosk = screen.run(["build/release/bin/otklik-kiosk", "--config", ...])
        screen.tap(540, 900)          # pixels
        screen.screenshot("after.png")

Run as root (Xorg without a terminal wants it). Screenshots need ImageMagick's `import`.
"""
import os
import socket
import struct
import subprocess
import tempfile
import time

import interrupts

AXIS_MAX = 65535.0
FINGERS = 5
# Message kinds and touch phases of Xorg's inputtest protocol, version 1.1
# (xorg/xorg-inputtest-protocol.h of xserver-xorg-dev).
SYNC, KEY, TOUCH = 1, 5, 6
TOUCH_BEGIN, TOUCH_UPDATE, TOUCH_END = 18, 19, 20
PROTOCOL_MAJOR, PROTOCOL_MINOR = 1, 1
VALUATORS = 64

CONFIG = """
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "keyboard" "CoreKeyboard"
  InputDevice "pointer" "CorePointer"
  InputDevice "touch"
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "off"
  Option "AutoEnableDevices" "on"
  Option "DontVTSwitch" "on"
  Option "BlankTime" "0"
  Option "StandbyTime" "0"
EndSection
Section "InputDevice"
  Identifier "keyboard"
  Driver "inputtest"
  Option "SocketPath" "{folder}/keyboard.sock"
  Option "DeviceType" "Keyboard"
EndSection
Section "InputDevice"
  Identifier "pointer"
  Driver "inputtest"
  Option "SocketPath" "{folder}/pointer.sock"
  Option "DeviceType" "PointerAbsolute"
EndSection
Section "InputDevice"
  Identifier "touch"
  Driver "inputtest"
  Option "SocketPath" "{folder}/touch.sock"
  Option "DeviceType" "Touch"
  Option "TouchCount" "{fingers}"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 131072
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 1-2000
  VertRefresh 1-300
  Modeline "panel" 160.0 {width} {h1} {h2} {h3} {height} {v1} {v2} {v3}
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "panel"
    Virtual {width} {height}
  EndSubSection
EndSection
"""


class RigFailed(Exception):
    """The rig itself could not do its work; nothing is said about the program under test."""


class Device:
    """One input device of the server; every call returns after the server has taken the event."""

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(5)
        self._socket.connect(path)
        self._socket.sendall(struct.pack("<IIHH", 12, 0, PROTOCOL_MAJOR, PROTOCOL_MINOR))
        self._answer()

    def close(self):
        self._socket.close()

    def _answer(self):
        if not self._socket.recv(64):
            raise RigFailed("Xorg closed an input device")

    def _send(self, kind, body):
        self._socket.sendall(struct.pack("<II", 8 + len(body), kind) + body)
        self._socket.sendall(struct.pack("<II", 8, SYNC))
        self._answer()

    def touch(self, finger, phase, x, y):
        mask = bytes([0b11]) + bytes(7)  # the first two valuators: x and y
        values = struct.pack(f"<{VALUATORS}d", x, y, *([0.0] * (VALUATORS - 2)))
        unaccelerated = struct.pack(f"<{VALUATORS}d", *([0.0] * VALUATORS))
        body = struct.pack("<III", finger, phase, 0) + mask + bytes(4) + values + unaccelerated
        self._send(TOUCH, body)

    def key(self, code, pressed):
        self._send(KEY, struct.pack("<iI", code, 1 if pressed else 0))


class Touchscreen:
    """One X server with one panel. It ends, on leaving, itself and what run() started, nothing else."""

    def __init__(self, width=1080, height=1920, display=None):
        self.width, self.height = width, height
        self.display = display
        self.environment = {}
        self._folder = tempfile.TemporaryDirectory(prefix="otklik-touchscreen-")
        self._finger = 100
        self._programs = []
        self._touch = self._keyboard = None
        self._server = None

    def __enter__(self):
        with interrupts.held():
            self._start()
        return self

    def _start(self):
        folder = self._folder.name
        with open(f"{folder}/xorg.conf", "w", encoding="utf-8") as file:
            file.write(CONFIG.format(
                folder=folder, fingers=FINGERS, width=self.width, height=self.height,
                h1=self.width + 40, h2=self.width + 80, h3=self.width + 160,
                v1=self.height + 2, v2=self.height + 4, v3=self.height + 20))
        # The server chooses a free display by itself and says which.
        read_end, write_end = os.pipe()
        chosen = [self.display] if self.display else ["-displayfd", str(write_end)]
        self._log = open(f"{folder}/xorg.log", "w", encoding="utf-8")
        self._server = subprocess.Popen(
            ["/usr/lib/xorg/Xorg", *chosen, "-config", f"{folder}/xorg.conf", "-noreset",
             "-logfile", f"{folder}/Xorg.0.log", "-nolisten", "tcp", "-novtswitch", "-sharevts"],
            stdout=self._log, stderr=self._log, pass_fds=[write_end], start_new_session=True)
        os.close(write_end)
        try:
            with os.fdopen(read_end) as answer:
                number = answer.readline().strip() if not self.display else self.display[1:]
            if not number:
                raise RigFailed("Xorg did not start:\n" + self._log_tail())
            self.display = f":{number}"
            self._wait_for_devices()
        except BaseException:
            self._end_server()
            raise
        self.environment = dict(os.environ, DISPLAY=self.display, SDL_VIDEODRIVER="x11")

    def __exit__(self, *_):
        with interrupts.held():
            self._stop()

    def _stop(self):
        for program in self._programs:
            if program.poll() is None:
                program.terminate()
        for program in self._programs:
            try:
                program.wait(5)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        for device in (self._touch, self._keyboard):
            if device is not None:
                device.close()
        self._end_server()

    def _wait_for_devices(self):
        deadline = time.monotonic() + 20
        sockets = [f"{self._folder.name}/{name}.sock" for name in ("touch", "keyboard", "pointer")]
        while not all(os.path.exists(path) for path in sockets):
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RigFailed("Xorg has no input devices:\n" + self._log_tail())
            time.sleep(0.02)

    def _log_tail(self):
        with open(f"{self._folder.name}/xorg.log", encoding="utf-8", errors="replace") as file:
            return file.read()[-2000:]

    def _end_server(self):
        if self._server.poll() is None:
            self._server.terminate()
            try:
                self._server.wait(10)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        self._log.close()
        self._folder.cleanup()

    def run(self, command, **options):
        """Starts a program on this screen; it is ended with the screen."""
        environment = dict(self.environment, **options.pop("env", {}))
        program = subprocess.Popen(command, env=environment, **options)
        self._programs.append(program)
        return program

    # Fingers

    def _axes(self, x, y):
        return x / self.width * AXIS_MAX, y / self.height * AXIS_MAX

    def _panel(self):
        if self._touch is None:
            self._touch = Device(f"{self._folder.name}/touch.sock")
        return self._touch

    def press(self, x, y):
        """Puts a finger down; returns it for move() and release()."""
        self._finger += 1
        self._panel().touch(self._finger, TOUCH_BEGIN, *self._axes(x, y))
        return self._finger

    def move(self, finger, x, y):
        self._panel().touch(finger, TOUCH_UPDATE, *self._axes(x, y))

    def release(self, finger, x, y):
        self._panel().touch(finger, TOUCH_END, *self._axes(x, y))

    def tap(self, x, y, hold_s=0.05):
        """A finger of a person stays down for a while."""
        finger = self.press(x, y)
        time.sleep(hold_s)
        self.release(finger, x, y)

    def swipe(self, start, end, steps=12, step_s=0.016):
        finger = self.press(*start)
        for step in range(1, steps + 1):
            time.sleep(step_s)
            self.move(finger, start[0] + (end[0] - start[0]) * step / steps,
                      start[1] + (end[1] - start[1]) * step / steps)
        self.release(finger, *end)

    def key_down(self, code):
        """code: X key code (evdev code + 8)."""
        if self._keyboard is None:
            self._keyboard = Device(f"{self._folder.name}/keyboard.sock")
        self._keyboard.key(code, True)

    def key_up(self, code):
        self._keyboard.key(code, False)

    def key(self, code, hold_s=0.05):
        self.key_down(code)
        time.sleep(hold_s)
        self.key_up(code)

    def screenshot(self, path):
        subprocess.run(["import", "-display", self.display, "-window", "root", path], check=True)
