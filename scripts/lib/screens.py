#!/usr/bin/python3
"""Draws the kiosk's screens with the kiosk's own drawing and puts them on one HTML page.

Two panels of 21.5 inches show every screen of every form; the other panels, themes and text sizes
show one screen of each kind. The page is one file, holds its pictures and needs no network.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import webbrowser

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "scripts", "lib"))
sys.path.insert(0, os.path.join(ROOT, "tests", "rig"))

from municipality import Failed, assemble_bundle  # noqa: E402
from screens_page import page_of  # noqa: E402

WHOLE = ["portrait", "landscape"]
EXCERPTS = ["portrait-dark", "portrait-contrast", "portrait-large", "portrait-large-contrast",
            "landscape-contrast", "landscape-large", "7-inch", "7-inch-contrast", "7-inch-coarse",
            "10-inch", "10-inch-large", "10-inch-portrait", "10-inch-portrait-large", "43-inch",
            "43-inch-landscape"]
# Of the pictures of one panel and look together: flat areas and the edges of letters need no more.
COLOURS = 32


def parse_arguments():
    parser = argparse.ArgumentParser(prog="scripts/screens", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", metavar="DIR", help="where screens.html goes; made if it is not there")
    parser.add_argument("--open", action="store_true", help="show the page in the browser")
    parser.add_argument("--bundle", metavar="DIR", help="whose forms, texts and emblem (default: the sample's)")
    parser.add_argument("--filter", metavar="WORD", default="", help="only screens whose name holds this")
    parser.add_argument("--series", metavar="NAME", action="append", choices=WHOLE + EXCERPTS,
                        help="only this panel and look, with every screen; may be repeated: "
                        + ", ".join(WHOLE + EXCERPTS))
    parser.add_argument("--shrink", type=int, choices=range(1, 5), default=2,
                        help="draw 1 pixel of so many each way (default: %(default)s)")
    parser.add_argument("--programs", default=os.path.join(ROOT, "build", "release", "bin"),
                        help="folder of the programs (default: %(default)s)")
    parser.add_argument("--no-build", action="store_true", help="use the programs as they are")
    return parser.parse_args()


def slip_picture(arguments, folder):
    """The shipped slip as a printer would print it, for staff's preview."""
    path = os.path.join(folder, "slip.png")
    done = subprocess.run([os.path.join(arguments.programs, "otklik"), "slip", "render", "--model", "generic-80",
                           "--link", "https://gorod.example/7K2F", "--out", path], stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failed(done.stderr.strip())
    return path


def draw(arguments, bundle, pictures, series, *options):
    """The list of the pictures that were drawn, as otklik-pictures writes it."""
    index = os.path.join(pictures, "index.json")
    command = [os.path.join(arguments.programs, "otklik-pictures"), "--bundle", bundle, "--out", pictures,
               "--index", index, "--shrink", str(arguments.shrink), "--filter", arguments.filter,
               "--slip", slip_picture(arguments, pictures), "--sheets", str(COLOURS), *options]
    for name in series:
        command += ["--series", name]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failed(done.stderr.strip())
    with open(index, encoding="utf-8") as file:
        return json.load(file)


def gallery(arguments, folder):
    """Draws into the folder; returns the page."""
    bundle = arguments.bundle or assemble_bundle(arguments.programs, ROOT, os.path.join(folder, "bundle"))
    if arguments.series:
        drawn = draw(arguments, bundle, folder, arguments.series)
    else:
        drawn = draw(arguments, bundle, folder, WHOLE) + draw(arguments, bundle, folder, EXCERPTS, "--one-of-a-kind")
    if not drawn:
        raise Failed(f"no screen's name holds \"{arguments.filter}\"")
    return page_of(drawn, folder, arguments.shrink)


def main():
    arguments = parse_arguments()
    work = tempfile.mkdtemp(prefix="otklik-screens-")
    try:
        page = gallery(arguments, work)
        os.makedirs(arguments.dir, exist_ok=True)
        path = os.path.abspath(os.path.join(arguments.dir, "screens.html"))
        with open(path, "w", encoding="utf-8") as file:
            file.write(page)
    except (Failed, OSError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{path}: {os.path.getsize(path) / 1e6:.1f} MB")
    if arguments.open and not webbrowser.open(f"file://{path}"):
        print("error: there is no browser to open it in", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
