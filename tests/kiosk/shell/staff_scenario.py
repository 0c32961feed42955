"""Somebody of the staff at a real X server: corner, PIN, two slips, cleaning, and back to the visitors; a call
by two keys of the keypad; and another place from today on, at which the program begins anew.

usage: staff_scenario.py PROGRAMS SOURCE
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import json
import os
import re
import signal
import subprocess
import sys
import tempfile

SOURCE = sys.argv[2]
PROGRAMS = sys.argv[1]
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

from inspector import Inspector, Visitor  # noqa: E402
from keypad import KEYS  # noqa: E402
from lone_kiosk import configure  # noqa: E402
from municipality import Process, assemble_bundle, require, toml, wait_until, write  # noqa: E402
from touchscreen import Touchscreen  # noqa: E402

PIN = "402918"
CORNER = (1070, 10)


class Hall:
    """A kiosk's folders, its printer service with a printer of files, and a PIN."""

    def __init__(self, folder):
        self.folder = folder
        self.slips = os.path.join(folder, "slips")
        self.status_file = os.path.join(folder, "status.json")
        self.audit = os.path.join(folder, "state", "staff", "audit.log")
        bundle = assemble_bundle(PROGRAMS, SOURCE, os.path.join(folder, "bundle"))
        socket = os.path.join(folder, "printd", "printd.sock")
        for name in ("state", "slips", "printd"):
            os.makedirs(os.path.join(folder, name))
        self.config = configure(folder, printd_socket=socket, syncd_status_file=os.path.join(folder, "syncd.json"))
        printd = write(os.path.join(folder, "printd.toml"), toml(
            "printd", socket=socket, bundle_folder=bundle, port="file", file_folder=self.slips,
            state_folder=os.path.join(folder, "printd", "state"),
            status_file=os.path.join(folder, "printd", "status.json")))
        self.add_person()
        self.printd = Process("otklik-printd", [f"{PROGRAMS}/otklik-printd", "--config", printd],
                              os.path.join(folder, "printd.log"))
        wait_until("the printer service listens", lambda: self.printd.require_running() and os.path.exists(socket))

    def add_person(self):
        done = subprocess.run([f"{PROGRAMS}/otklik", "staff", "add", "Зал 1", "--number", "7",
                               "--config", self.config], input=PIN + "\n", capture_output=True, text=True)
        require(done.returncode == 0, f"the PIN is set: {done.stderr}")

    def printed_slips(self):
        return [name for name in os.listdir(self.slips) if re.fullmatch(r"slip-\d+\.bin", name)]

    def unsent(self):
        with open(self.status_file, encoding="utf-8") as file:
            return json.load(file).get("unsent")


def call(visitor, inspector):
    inspector.wait_awake()
    finger = visitor.screen.press(*CORNER)
    inspector.wait_screen("staff-strip", 10)
    visitor.screen.release(finger, *CORNER)


def type_code(visitor, pin):
    for digit in "07" + pin:
        visitor.tap(f"digit-{digit}")


def enter(visitor, inspector):
    """From the middle of a visit to the menu."""
    inspector.wait_screen("rate")
    visitor.tap_to("mark-4", "question")
    call(visitor, inspector)
    visitor.tap_to("enter", "staff-code")
    type_code(visitor, PIN[:-1] + "0")
    visitor.tap("submit")
    inspector.wait_for("the wrong PIN is refused", lambda frame: "неверны" in (
        inspector.item(frame, "state") or {"label": ""})["label"])
    type_code(visitor, PIN)
    visitor.tap_to("submit", "staff-menu")
    require(inspector.item(inspector.frame(), "person")["label"] == "Зал 1", "the kiosk says who entered")


def print_two(hall, visitor, inspector):
    inspector.wait_for("the printer is ready", lambda frame: "готов" in inspector.item(
        frame, "status-printer")["label"])
    visitor.tap_to("slips", "staff-slips")
    for _ in range(8):
        visitor.tap("fewer")
    inspector.wait_for("two slips are chosen", lambda frame: (
        inspector.item(frame, "copies") or {"label": ""})["label"] == "2 листовки")
    visitor.tap("print")
    inspector.wait_for("both slips are printed", lambda frame: (
        inspector.item(frame, "job-fate") or {"label": ""})["label"] == "Напечатано", 60)
    require(inspector.item(inspector.frame(), "progress")["label"] == "2 / 2", "the progress is whole")
    require(len(hall.printed_slips()) == 2, f"two slips came out: {hall.printed_slips()}")
    visitor.tap_to("menu", "staff-menu")


def clean(visitor, inspector):
    visitor.tap_to("clean", "staff-cleaning")
    inspector.wait_awake()
    for place in ((540, 960), (200, 1850), (900, 1850)):
        visitor.screen.tap(*place)
    require(inspector.frame()["screen"] == "staff-cleaning", "touches do nothing while the screen is wiped")
    require(not any(item["role"] == "button" for item in inspector.frame()["items"]), "no key is there")
    inspector.wait_screen("staff-menu", 40)


def work(hall, visitor, inspector):
    enter(visitor, inspector)
    print_two(hall, visitor, inspector)
    clean(visitor, inspector)
    visitor.tap_to("leave", "rate")
    wait_until("the interrupted visit, and no other, is recorded", lambda: hall.unsent() == 1, 30)
    with open(hall.audit, encoding="utf-8") as file:
        deeds = [line.split(" ", 1)[1].strip() for line in file]
    require(deeds == ["07 enter", "07 print 2", "07 clean"], f"the audit has the deeds: {deeds}")


def call_by_keys(visitor, inspector):
    """The keypad's Back and Help together."""
    inspector.wait_awake()
    for key in ("help", "back"):
        visitor.screen.key_down(KEYS[key])
    inspector.wait_screen("staff-strip", 10)
    for key in ("help", "back"):
        visitor.screen.key_up(KEYS[key])
    visitor.tap_to("leave", "rate")


def plan_another_place(visitor, inspector):
    call(visitor, inspector)
    visitor.tap_to("enter", "staff-code")
    type_code(visitor, PIN)
    visitor.tap_to("submit", "staff-menu")
    inspector.wait_for("the day is known", lambda frame: "готов" in inspector.item(frame, "status-printer")["label"])
    visitor.tap_to("places", "staff-places")
    visitor.tap_to("place-hall-2", "staff-place-day")
    visitor.tap("day-before")
    visitor.tap_to("save", "staff-places")
    require("Зал 2, окно 3" in inspector.wait_item("planned")["label"], "the page says where the kiosk will stand")
    visitor.tap("leave")


def main():
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("skipped: needs root and xserver-xorg-core with its dummy driver")
        return 77
    with tempfile.TemporaryDirectory(prefix="otklik-staff-") as folder:
        hall = Hall(folder)
        socket = os.path.join(folder, "inspect.sock")
        command = [f"{PROGRAMS}/otklik-kiosk", "--config", hall.config, "--inspect", socket]
        try:
            with Touchscreen() as screen:
                kiosk = screen.run(command)
                with Inspector(socket, seconds=60) as inspector:
                    inspector.reconnect()
                    visitor = Visitor(screen, inspector)
                    work(hall, visitor, inspector)
                    call_by_keys(visitor, inspector)
                    plan_another_place(visitor, inspector)
                require(kiosk.wait(60) == 0, "the kiosk ends to begin anew at the other place")
                kiosk = screen.run(command)
                with Inspector(socket, seconds=60) as inspector:
                    inspector.reconnect()
                    inspector.wait_screen("rate")
                    require(inspector.wait_item("place")["label"] == "Зал 2, окно 3", "it stands there now")
                os.kill(kiosk.pid, signal.SIGTERM)
                require(kiosk.wait(60) == 0, "the kiosk ends when asked to")
        finally:
            hall.printd.stop()
    print("real touches: staff called, entered, printed two slips, wiped the screen, left, called by keys, and moved")
    return 0


if __name__ == "__main__":
    sys.exit(main())
