#!/usr/bin/python3
"""Otklik's main job on one machine; scripts/demo builds the programs and calls this."""
import argparse
import contextlib
import os
import shutil
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "rig"))

import interrupts  # noqa: E402
from demo_proof import prove_once  # noqa: E402
from municipality import Failed, Server, Site, assemble_bundle  # noqa: E402
from panels import PORTRAIT, own_screen  # noqa: E402
from touchscreen import RigFailed  # noqa: E402

PLACES = ["reception-7", "hall-2", "room-21"]


def parse_arguments():
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--once", action="store_true",
                        help="a scripted visitor with real touches proves the whole way; exit code 0 or 1")
    parser.add_argument("--dir", metavar="DIR", help="where databases, slips, screenshots and logs go "
                        "(--once keeps them there; without it a temporary folder is used)")
    parser.add_argument("--place", choices=PLACES, help="touch the kiosk of this place only (default: all in turn)")
    parser.add_argument("--port", type=int, help="of the figures' page (default: any free one)")
    parser.add_argument("--seed", type=int, default=20261122, help="of the scripted visitor's choices")
    parser.add_argument("--programs", default=os.path.join(ROOT, "build", "release", "bin"),
                        help="folder of the programs (default: %(default)s)")
    parser.add_argument("--no-build", action="store_true", help="use the programs as they are")
    return parser.parse_args()


def touch_it_yourself(folder, programs, places, port):
    """Runs the places one after the other until the window is closed or Ctrl-C comes."""
    bundle = assemble_bundle(programs, ROOT, os.path.join(folder, "bundle"))
    server = Server(os.path.join(folder, "server"), programs, bundle, port)
    with everything_stopped() as stack:
        stack.callback(server.stop)
        server.start()
        has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        screen = None if has_display else stack.enter_context(own_screen(PORTRAIT))
        say_addresses(folder, server, screen)
        for place in places:
            touch_place(folder, programs, bundle, server, place, screen)


@contextlib.contextmanager
def everything_stopped():
    """A stack of what is to be stopped; no Ctrl-C stops the stopping."""
    stack = contextlib.ExitStack()
    try:
        yield stack
    finally:
        with interrupts.held():
            stack.close()


def touch_place(folder, programs, bundle, server, place, screen):
    site = Site(os.path.join(folder, place), programs, bundle, server, place,
                dict(PORTRAIT.config(), windowed=screen is None))
    with everything_stopped() as stack:
        stack.callback(site.stop)
        site.start_printd()
        site.start_kiosk(screen.environment if screen else dict(os.environ))
        site.enrol()
        site.start_syncd()
        print(f"== {place}: touch it (a mouse is a finger). Close the window for the next place, Ctrl-C ends all.",
              flush=True)
        if site.kiosk.wait() != 0:
            raise Failed(f"the kiosk of {place} ended badly:\n{site.kiosk.log_tail()}")


def say_addresses(folder, server, screen):
    print(f"""
   figures    {server.url}/   (the certificate is of this run's own authority:
              curl --cacert {server.authority.certificate} {server.url}/)
   as JSON    {server.url}/api/v1/figures?period=…   for example 2026-W47, 2026-11, 2026-Q4
   slips      {folder}/<place>/slips/   each as bytes and as a picture of these bytes
   logs       {folder}/*/log/
   demo mode: answers leave for the server at once, not in shuffled groups of twenty as in earnest""")
    if screen is not None:
        print(f"   display    {screen.display} (there was none, so this is our own; "
              f"DISPLAY={screen.display} import -window root picture.png shows it)")
    print(flush=True)


def main():
    arguments = parse_arguments()
    interrupts.install()
    temporary = None
    if arguments.dir:
        folder = os.path.abspath(arguments.dir)
        os.makedirs(folder, exist_ok=True)
        if os.listdir(folder):
            print(f"error: {folder} is not empty; give a new folder", file=sys.stderr)
            return 2
    else:
        temporary = folder = tempfile.mkdtemp(prefix="otklik-demo-")
    try:
        if arguments.once:
            return 0 if prove_once(folder, arguments.programs, ROOT, PLACES, arguments.seed) else 1
        places = [arguments.place] if arguments.place else PLACES
        touch_it_yourself(folder, arguments.programs, places, arguments.port)
        return 0
    except KeyboardInterrupt:
        print("\n== ended; everything that was started is stopped")
        return 130 if arguments.once else 0
    except (Failed, RigFailed) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    finally:
        if temporary:
            with interrupts.held():
                shutil.rmtree(temporary, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
