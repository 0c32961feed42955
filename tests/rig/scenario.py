"""How a scenario with a screen of its own is called: PROGRAMS SOURCE [--dir DIR]; 77 where it cannot run."""

import argparse
import os
import tempfile


def start(description, name, run):
    """run(folder, programs) in a folder that goes afterwards, or in --dir; returns what the program exits with."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("programs")
    parser.add_argument("source")
    parser.add_argument("--dir", help="a new folder that is kept")
    arguments = parser.parse_args()
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("skipped: needs root and xserver-xorg-core with its dummy driver")
        return 77
    if arguments.dir:
        os.makedirs(arguments.dir)
        return run(arguments.dir, arguments.programs)
    with tempfile.TemporaryDirectory(prefix=f"otklik-{name}-") as folder:
        return run(folder, arguments.programs)
