"""Runs the presenters' hidden test cases on a real X server with a panel of 1080 × 1920.

usage: presenters_scenario.py TEST_PROGRAM SOURCE [CASES…]
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(sys.argv[2], "tests", "rig"))

from touchscreen import Touchscreen  # noqa: E402


def main():
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("skipped: needs root and xserver-xorg-core with its dummy driver")
        return 77
    cases = sys.argv[3:] or ["[x]"]
    with Touchscreen(1080, 1920) as screen:
        # The graphics driver unloads its libraries before what they hold is given back: a leak check cannot
        # even name them.
        environment = dict(screen.environment, ASAN_OPTIONS="detect_leaks=0")
        return subprocess.run([sys.argv[1], *cases], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
