"""Real touches complete a visit on a real X server, whoever draws; a slow disk delays words and no frame.

usage: touch_scenario.py PROGRAMS SOURCE
Exit code 77 (skipped) where Xorg, its dummy driver or strace is missing, or without root.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SOURCE = sys.argv[2]
PROGRAMS = sys.argv[1]
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

from inspector import Inspector, Visitor  # noqa: E402
from lone_kiosk import configure  # noqa: E402
from municipality import assemble_bundle, require  # noqa: E402
from touchscreen import Touchscreen  # noqa: E402

# What is shown sooner than this after a touch cannot have waited for the sync that it caused.
SYNC_DELAY_S = 2.0


def whole_visit(visitor, inspector):
    """From the mark to the words after the commit, then the next visitor."""
    inspector.wait_screen("rate")
    visitor.tap_to("mark-2", "question")
    inspector.wait_item("toast")
    visitor.tap("choice-reasons-waiting")
    visitor.tap_to("done", "thanks")
    inspector.wait_item("recorded")
    visitor.tap_to("next-visitor", "rate")


def slow_disk(visitor, inspector):
    """Every sync takes two seconds: the page turns at once, the words come after them."""
    item = inspector.wait_item("mark-2")
    inspector.wait_awake()
    before = len(inspector.timings()["touches"])
    finger = visitor.screen.press(*visitor.centre(item))
    inspector.wait_for("the press is shown", lambda _: len(inspector.timings()["touches"]) > before)
    visitor.screen.release(finger, *visitor.centre(item))
    released = time.monotonic()
    inspector.wait_screen("question")
    turned = time.monotonic()
    frame = inspector.frame()
    require(inspector.item(frame, "toast") is None, "no words before the commit")
    # The visitor goes on meanwhile: choices of the next page are felt and shown while the disk works.
    visitor.tap("choice-reasons-waiting")
    inspector.wait_item("toast")
    recorded = time.monotonic()
    require(recorded - released >= SYNC_DELAY_S, "the words waited for the disk")
    require(turned - released < SYNC_DELAY_S, "the page did not")
    touches = inspector.timings()["touches"][before:]
    shown_meanwhile = [touch for touch in touches if touch["shown_us"] / 1e6 < released + SYNC_DELAY_S]
    require(len(shown_meanwhile) >= 3, f"{len(shown_meanwhile)} touches shown while the disk worked, more expected")


def child_of(pid):
    """The program that a wrapper runs: strace does not hand signals on."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        return int(children.read().split()[0])


def run(folder, screen, wrapper, steps, presenter="auto"):
    socket = os.path.join(folder, "inspect.sock")
    # The leak check wants to trace the program itself, which strace already does; and a graphics driver unloads its
    # libraries before what they hold is given back.
    without_leak_check = {"ASAN_OPTIONS": "detect_leaks=0"} if wrapper or presenter == "gles" else {}
    kiosk = screen.run([*wrapper, f"{PROGRAMS}/otklik-kiosk", "--config", configure(folder, presenter=presenter),
                        "--inspect", socket], env=without_leak_check)
    with Inspector(socket, seconds=60) as inspector:
        inspector.reconnect()
        steps(Visitor(screen, inspector), inspector)
    os.kill(child_of(kiosk.pid) if wrapper else kiosk.pid, signal.SIGTERM)
    # The writer flushes for two seconds at most; with a disk that hangs the exit code says so.
    require(kiosk.wait(60) in ((0, 2) if wrapper else (0,)), "the kiosk ends when asked to")


def refuses_inspection_in_production(folder):
    done = subprocess.run([f"{PROGRAMS}/otklik-kiosk", "--config", configure(folder, production=True), "--inspect",
                           os.path.join(folder, "never.sock")], capture_output=True, text=True, timeout=60)
    require(done.returncode == 78 and "--inspect" in done.stderr, "inspection is refused in production")


def main():
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg") or shutil.which("strace") is None:
        print("skipped: needs root, xserver-xorg-core with its dummy driver, and strace")
        return 77
    with tempfile.TemporaryDirectory(prefix="otklik-touch-") as folder:
        assemble_bundle(PROGRAMS, SOURCE, os.path.join(folder, "bundle"))
        refuses_inspection_in_production(folder)
        with Touchscreen() as screen:
            run(folder, screen, [], whole_visit)
        with Touchscreen() as screen:
            run(folder, screen, [], whole_visit, presenter="gles")
        delay = f"inject=fdatasync,fsync:delay_enter={int(SYNC_DELAY_S * 1e6)}"
        strace = ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", delay]
        with Touchscreen() as screen:
            run(folder, screen, strace, slow_disk)
    print("real touches: a whole visit, drawn by software and by OpenGL ES; a slow disk delayed the words and no frame")
    return 0


if __name__ == "__main__":
    sys.exit(main())
