"""A keypad alone completes a visit on a real X server: real key events, nobody touches the panel.

usage: keypad_scenario.py PROGRAMS SOURCE [PICTURES]
PICTURES: a folder for screenshots of the way, to be looked at.
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import os
import signal
import sys
import tempfile
import time

SOURCE = sys.argv[2]
PROGRAMS = sys.argv[1]
PICTURES = sys.argv[3] if len(sys.argv) > 3 else None
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

from inspector import Inspector  # noqa: E402
from keypad import KEYS, KeypadVisitor  # noqa: E402
from lone_kiosk import configure  # noqa: E402
from municipality import assemble_bundle, require, wait_until  # noqa: E402
from touchscreen import Touchscreen  # noqa: E402

# A key that is held repeats after 0.66 s, 25 times a second (Xorg's default).
HELD_S = 1.5


class Scenario:
    def __init__(self, screen, inspector):
        self.screen, self.inspector = screen, inspector
        self.keypad = KeypadVisitor(screen, inspector)
        self.pictures = 0

    def picture(self, name):
        if PICTURES:
            self.pictures += 1
            self.screen.screenshot(os.path.join(PICTURES, f"{self.pictures:02}-{name}.png"))

    def page(self):
        heading = self.inspector.item(self.inspector.frame(), "question")
        return heading["label"] if heading else None

    def turns_page(self, identity):
        page = self.page()
        self.keypad.activates(identity)
        wait_until(f"{identity} turns the page", lambda: self.page() != page)

    def background(self, identity):
        return self.inspector.wait_item(identity)["background"]

    def chooses(self, identity):
        before = self.background(identity)
        self.keypad.activates(identity)
        wait_until(f"{identity} looks chosen", lambda: self.background(identity) != before)

    def first_key_only_shows(self):
        self.inspector.wait_screen("rate")
        require(self.keypad.focused() is None, "nothing is focused before a key")
        self.inspector.wait_awake()
        self.keypad.press("activate")
        self.inspector.wait_for("the focus", lambda frame: self.keypad.focused_in(frame) == "mark-1")
        require(self.inspector.frame()["screen"] == "rate", "the first key gave no mark")
        self.picture("first-key")

    def touch_hides(self):
        self.screen.tap(self.screen.width / 2, 5)
        self.inspector.wait_for("a touch hides the focus", lambda frame: self.keypad.focused_in(frame) is None)

    def held_key_acts_once(self):
        """On release; the strokes that it repeats meanwhile press nothing of the next page."""
        self.keypad.walks_to("mark-2")
        self.picture("mark")
        self.inspector.wait_awake()
        self.screen.key(KEYS["activate"], hold_s=HELD_S)
        self.inspector.wait_screen("question")
        frame = self.inspector.wait_for("the toast", lambda frame: self.inspector.item(frame, "toast"))
        choices = [item for item in frame["items"] if item["id"].startswith("choice-")]
        require(len({item["background"] for item in choices}) == 1, "nothing of the next page was chosen")
        require(self.keypad.focused_in(frame) == choices[0]["id"], "the next page begins at its first answer")

    def toast_stays_while_focused(self):
        self.keypad.walks_to("undo")
        self.picture("undo")
        time.sleep(8)  # longer than the seven seconds that it has: it is there because somebody stands on it
        require(self.keypad.focused() == "undo", "the undo waits for who stands on it")
        self.turns_page("undo")
        self.keypad.activates_to("mark-2", "question")

    def whole_visit(self):
        self.chooses("choice-reasons-waiting")
        self.picture("reasons")
        while not self.inspector.item(self.inspector.frame(), "field"):
            self.turns_page("next")
            self.picture("page")
        for letter in "да":
            self.keypad.activates(f"key-{letter}")
            require(self.keypad.focused() == f"key-{letter}", "the focus stays on the key that was pressed")
        self.inspector.wait_for("the letters stand in the field",
                                lambda frame: "да" in self.inspector.item(frame, "field")["label"])
        self.keypad.steps("below")
        self.picture("keyboard")
        self.keypad.activates_to("done", "thanks")
        self.inspector.wait_item("recorded")
        self.picture("thanks")
        self.keypad.activates_to("what-we-record", "what-we-record")
        require(self.keypad.focused() == "close-dialog", "the focus goes into the dialog")
        self.picture("dialog")
        self.inspector.wait_awake()
        self.keypad.press("back")
        self.inspector.wait_screen("thanks")
        require(self.keypad.focused() == "what-we-record", "the focus comes back from the dialog")
        self.keypad.activates_to("next-visitor", "rate")
        require(self.keypad.focused() is None, "whoever comes next begins without a focus")


def opens_no_input_device(pid):
    """Keys come with the display's events: a keypad may be plugged in at any time, and nothing is held open."""
    folder = f"/proc/{pid}/fd"
    targets = [os.readlink(os.path.join(folder, name)) for name in os.listdir(folder)]
    require(not any(target.startswith("/dev/input") for target in targets), "no input device is held open")


def main():
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("skipped: needs root and xserver-xorg-core with its dummy driver")
        return 77
    with tempfile.TemporaryDirectory(prefix="otklik-keypad-") as folder, Touchscreen() as screen:
        assemble_bundle(PROGRAMS, SOURCE, os.path.join(folder, "bundle"))
        socket = os.path.join(folder, "inspect.sock")
        kiosk = screen.run([f"{PROGRAMS}/otklik-kiosk", "--config", configure(folder), "--inspect", socket])
        with Inspector(socket, seconds=60) as inspector:
            inspector.reconnect()
            scenario = Scenario(screen, inspector)
            scenario.first_key_only_shows()
            scenario.touch_hides()
            scenario.held_key_acts_once()
            scenario.toast_stays_while_focused()
            scenario.whole_visit()
            opens_no_input_device(kiosk.pid)
        os.kill(kiosk.pid, signal.SIGTERM)
        require(kiosk.wait(60) == 0, "the kiosk ends when asked to")
    print("a keypad alone: a whole visit, each key acting once")
    return 0


if __name__ == "__main__":
    sys.exit(main())
