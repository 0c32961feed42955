"""How a scenario with a screen of its own is called; 77 where it cannot run.

usage: SCENARIO PROGRAMS SOURCE [--dir DIR] [--seed N]
"""

import argparse
import os
import tempfile


def start(description, name, run, seed=None):
    """run(folder, programs) in a folder that goes afterwards, or in --dir; returns what the program exits with.

    A scenario that draws lots has a seed, which can be given, is printed and comes third.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("programs")
    parser.add_argument("source")
    parser.add_argument("--dir", help="a new folder that is kept")
    if seed is not None:
        parser.add_argument("--seed", type=int, default=seed)
    arguments = parser.parse_args()
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("skipped: needs root and xserver-xorg-core with its dummy driver")
        return 77
    lots = [] if seed is None else [arguments.seed]
    if lots:
        print(f"== seed {arguments.seed}", flush=True)
    if arguments.dir:
        os.makedirs(arguments.dir)
        return run(arguments.dir, arguments.programs, *lots)
    with tempfile.TemporaryDirectory(prefix=f"otklik-{name}-") as folder:
        return run(folder, arguments.programs, *lots)
