#!/usr/bin/env python3
"""What the kiosk's start costs: from exec to the first frame on a real X server.

usage: start.py PROGRAMS [STARTS]
Prints name, value, unit, bar and ok|short|-, separated by tabs. The first start warms the page cache
and does not count. A start's time is what a clock on the wall says; its share on the processor and
its wait for one are the kernel's (/proc/PID/task/*/schedstat), so that a busy machine shows.
"""
import os
import signal
import statistics
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "rig"))

from enrolment import write_enrolment  # noqa: E402
from inspector import Inspector  # noqa: E402
from municipality import assemble_bundle, toml, write  # noqa: E402
from touchscreen import Touchscreen  # noqa: E402

ASKED_EVERY_S = 0.0005
BAR_MS = 100


def configure(folder):
    inbox = os.path.join(folder, "inbox")
    write_enrolment(inbox, "reception-7")
    return write(os.path.join(folder, "kiosk.toml"), toml(
        "kiosk", place="reception-7", bundle_folder=os.path.join(folder, "bundle"),
        state_folder=os.path.join(folder, "state"), outbox_folder=os.path.join(folder, "outbox"),
        inbox_folder=inbox, status_file=os.path.join(folder, "status.json"), printd_socket="",
        production=False, width_mm=267.8, height_mm=476.2))


def scheduled_ms(pid):
    """Milliseconds that all its threads ran, and that they waited for a processor."""
    ran = waited = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
            on_processor, in_queue, _ = file.read().split()
        ran, waited = ran + int(on_processor), waited + int(in_queue)
    return ran / 1e6, waited / 1e6


def start(screen, programs, folder):
    """One start: milliseconds to the first frame, on the processor, and in wait for one."""
    path = os.path.join(folder, "inspect.sock")
    if os.path.exists(path):
        os.unlink(path)
    began = time.monotonic()
    kiosk = screen.run([f"{programs}/otklik-kiosk", "--config", os.path.join(folder, "kiosk.toml"), "--inspect", path])
    while not os.path.exists(path):
        time.sleep(ASKED_EVERY_S)
    with Inspector(path) as inspector:
        while inspector.timings()["frames"] < 1:
            time.sleep(ASKED_EVERY_S)
        took = (time.monotonic() - began) * 1e3
        ran, waited = scheduled_ms(kiosk.pid)
    os.kill(kiosk.pid, signal.SIGTERM)
    kiosk.wait(30)
    return took, ran, waited


def main():
    programs = os.path.abspath(sys.argv[1])
    starts = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("start: needs root and xserver-xorg-core with its dummy driver", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="otklik-start-") as folder, Touchscreen() as screen:
        assemble_bundle(programs, ROOT, os.path.join(folder, "bundle"))
        configure(folder)
        taken = [start(screen, programs, folder) for _ in range(starts + 1)][1:]
    took, ran, waited = (sorted(column) for column in zip(*taken))
    median = statistics.median(took)
    for name, value, bar, verdict in (
            ("start: first frame, warm, p50", median, f"<= {BAR_MS}", "ok" if median <= BAR_MS else "short"),
            ("start: first frame, warm, least", took[0], "-", "-"),
            ("start: on the processor until then, p50", statistics.median(ran), "-", "-"),
            ("start: waiting for a processor, p50", statistics.median(waited), "-", "-")):
        print(f"{name}\t{value:.1f}\tms\t{bar}\t{verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
