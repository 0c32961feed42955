#!/usr/bin/python3
"""What the kiosk's start costs: from exec to the first frame on a real X server.

usage: start.py PROGRAMS [STARTS]
Prints name, value, unit, bar and ok|short|-, separated by tabs. Before a cold start the kernel's page
cache is dropped (a virtual machine's host may still hold the blocks); the last of them warms it again. A start's time is what a clock on the wall says; its share on the processor and
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

from inspector import Inspector  # noqa: E402
from lone_kiosk import configure  # noqa: E402
from municipality import assemble_bundle  # noqa: E402
from processes import scheduled_ms  # noqa: E402
from touchscreen import Touchscreen  # noqa: E402

ASKED_EVERY_S = 0.0005
WARM_MS_MAX = 100
COLD_MS_MAX = 250
COLD_STARTS = 3


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


def print_figure(name, value, bar=None):
    verdict = "-" if bar is None else "ok" if value <= bar else "short"
    print(f"start: {name}", f"{value:.1f}", "ms", "-" if bar is None else f"<= {bar}", verdict, sep="\t")


def drop_caches():
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as file:
        file.write("3\n")


def main():
    programs = os.path.abspath(sys.argv[1])
    starts = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("start: needs root and xserver-xorg-core with its dummy driver", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="otklik-start-") as folder, Touchscreen() as screen:
        assemble_bundle(programs, ROOT, os.path.join(folder, "bundle"))
        configure(folder)
        cold = []
        for _ in range(COLD_STARTS):
            drop_caches()
            cold.append(start(screen, programs, folder)[0])
        taken = [start(screen, programs, folder) for _ in range(starts)]
    took, ran, waited = (sorted(column) for column in zip(*taken))
    print_figure("first frame, warm, p50", statistics.median(took), WARM_MS_MAX)
    print_figure("first frame, warm, least", took[0])
    print_figure("on the processor until then, p50", statistics.median(ran))
    print_figure("waiting for a processor, p50", statistics.median(waited))
    print_figure("first frame, cold, p50", statistics.median(cold), COLD_MS_MAX)
    return 0


if __name__ == "__main__":
    sys.exit(main())
