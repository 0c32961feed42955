"""What is shown is said: espeak-ng's sound comes out of the kiosk when it is asked for, and stops when it is not.

usage: speech_scenario.py PROGRAMS SOURCE
The sound card is SDL's "disk" driver: what would be heard is written into a file, at the pace of hearing.
Exit code 77 (skipped) where Xorg, its dummy driver or espeak-ng is missing, or without root.
"""
import os
import shutil
import signal
import sys
import tempfile
import time

SOURCE = sys.argv[2]
PROGRAMS = sys.argv[1]
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

from inspector import Inspector, Visitor  # noqa: E402
from keypad import KeypadVisitor  # noqa: E402
from lone_kiosk import configure  # noqa: E402
from municipality import assemble_bundle, require, wait_until  # noqa: E402
from touchscreen import Touchscreen  # noqa: E402

BYTES_A_SECOND = 2 * 22_050


class Ear:
    """Hears what the card was given."""

    def __init__(self, path):
        self.path = path

    def length(self):
        return os.path.getsize(self.path) if os.path.exists(self.path) else 0

    def is_sound(self, begin):
        """Whether anything but silence came after that place."""
        with open(self.path, "rb") as file:
            file.seek(begin)
            return any(file.read())

    def waits_for_sound(self, what):
        begin = self.length()
        return wait_until(what, lambda: self.length() > begin and self.is_sound(begin))

    def waits_for_silence(self, what):
        """From now on nothing is heard for a second; how long it took to begin."""
        asked = time.monotonic()
        while True:
            begin = self.length()
            began = time.monotonic()
            wait_until(f"{what}: time passes", lambda: self.length() >= begin + BYTES_A_SECOND)
            if not self.is_sound(begin):
                return began - asked
            require(time.monotonic() - asked < 20, f"{what}: it goes on")


def listens(inspector, visitor, keypad, ear):
    visitor.tap("listen")
    ear.waits_for_sound("the first page is said")
    visitor.tap("listen")
    took = ear.waits_for_silence("«Прослушать» again")
    print(f"silent {took:.2f} s after it was turned off")

    visitor.screen.key(67)  # F1: help
    inspector.wait_for("help shows where one is", lambda frame: keypad.focused_in(frame) is not None)
    ear.waits_for_sound("help says the page")
    inspector.wait_awake()
    keypad.walks_to("mark-2")
    ear.waits_for_sound("the mark is said")
    keypad.activates_to("mark-2", "question")
    ear.waits_for_sound("the next page is said")
    keypad.activates_to("next-visitor", "rate")
    ear.waits_for_silence("whoever comes next")

    visitor.screen.key(68)  # F2: how this keypad says that a headset was plugged in
    ear.waits_for_sound("a headset begins speech")
    visitor.screen.key(69)  # F3: that it was pulled out
    ear.waits_for_silence("without the headset")


def run(folder, screen, config, environment, steps):
    socket = os.path.join(folder, "inspect.sock")
    kiosk = screen.run([f"{PROGRAMS}/otklik-kiosk", "--config", config, "--inspect", socket], env=environment)
    with Inspector(socket, seconds=60) as inspector:
        inspector.reconnect()
        steps(inspector)
    os.kill(kiosk.pid, signal.SIGTERM)
    require(kiosk.wait(60) == 0, "the kiosk ends when asked to")


def main():
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg") or shutil.which("espeak-ng") is None:
        print("skipped: needs root, xserver-xorg-core with its dummy driver, and espeak-ng")
        return 77
    with tempfile.TemporaryDirectory(prefix="otklik-speech-") as folder, Touchscreen() as screen:
        assemble_bundle(PROGRAMS, SOURCE, os.path.join(folder, "bundle"))
        sound = os.path.join(folder, "sound.raw")
        disk = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": sound}
        run(folder, screen, configure(folder, key_headset_in="F2", key_headset_out="F3"), disk, lambda inspector: (
            inspector.wait_item("listen"),
            listens(inspector, Visitor(screen, inspector), KeypadVisitor(screen, inspector), Ear(sound))))
        # Where there is no voice there is no key for it.
        run(folder, screen, configure(folder, speech="none"), disk, lambda inspector: require(
            inspector.item(inspector.wait_screen("rate"), "listen") is None, "no key without a voice"))
    print("speech: asked for and heard, turned off and silent")
    return 0


if __name__ == "__main__":
    sys.exit(main())
