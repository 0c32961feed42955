#!/usr/bin/env python3
"""Kills the kiosk (-9) at random moments while a visitor answers, and asks the server afterwards.

Every answer whose «Оценка записана» or "thank you" was shown must be on the server, and none twice.
The oracle is the visitor's journal; the kiosk, courier and server are the real programs, the touches
are real ones. A run is repeated by its seed as far as moments of a machine can be repeated.
"""
import argparse
import os
import random
import shutil
import sys
import tempfile
import threading
import time

import interrupts
import oracle
from inspector import Inspector
from municipality import Failed, Server, Site, assemble_bundle, wait_until
from panels import PORTRAIT, own_screen
from scripted_visitor import Form, ScriptedVisitor

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PLACE = "reception-7"
# A visit takes 2 to 6 seconds here; a start well under one. Kills fall into all of it.
KILL_AFTER_S_MAX = 5.0


class KioskDied(Exception):
    """The kill came; the visitor finds a dead screen."""


class MortalVisitor(ScriptedVisitor):
    """A visitor who walks away from a screen that has died."""

    def __init__(self, site, *arguments):
        super().__init__(*arguments)
        self.site = site

    def look(self):
        try:
            return super().look()
        except OSError as gone:
            raise KioskDied from gone

    def tap(self, identity):
        try:
            return super().tap(identity)
        except OSError as gone:
            raise KioskDied from gone


def walk_until_killed(visitor, thoroughness):
    try:
        while True:
            visit = visitor.begins()
            visitor.rates(visit, visitor.random.randint(1, 5))
            visitor.finishes(visit, thoroughness)
            visitor.leaves()
    except KioskDied:
        return


def one_life(site, screen, visitor, chance):
    site.start_kiosk(screen.environment)
    moment = chance.uniform(0, KILL_AFTER_S_MAX)
    killer = threading.Timer(moment, site.kiosk.kill)
    killer.start()
    try:
        visitor.inspector.reconnect()
        walk_until_killed(visitor, chance.choice([0.2, 0.7, 1.0]))
    except OSError:
        pass  # killed before its first frame: nothing was given in this life
    finally:
        killer.join()


def run(folder, programs, kills, seed):
    bundle = assemble_bundle(programs, ROOT, os.path.join(folder, "bundle"))
    server = Server(os.path.join(folder, "server"), programs, bundle)
    chance = random.Random(seed)
    try:
        server.start()
        with own_screen(PORTRAIT) as screen:
            site = Site(os.path.join(folder, PLACE), programs, bundle, server, PLACE, PORTRAIT.config())
            try:
                return live_and_die(site, screen, bundle, server, kills, chance)
            finally:
                site.stop()
    finally:
        server.stop()


def live_and_die(site, screen, bundle, server, kills, chance):
    form = Form(os.path.join(bundle, "forms", "reception.json"))
    site.start_kiosk(screen.environment)
    site.enrol()
    site.start_syncd()
    eye = Inspector(site.inspect_socket, is_alive=lambda: site.kiosk.is_running())
    visitor = MortalVisitor(site, screen, eye, form, PLACE, random.Random(chance.random()))
    visitor.wait_for("the first screen", lambda frame: frame["screen"] == "rate", 30)
    site.kiosk.kill()
    began = time.monotonic()
    for number in range(1, kills + 1):
        one_life(site, screen, visitor, chance)
        if number % 10 == 0 or number == kills:
            shown = sum(visit.shown >= 0 for visit in visitor.visits)
            print(f"   {number} kills, {len(visitor.visits)} visits begun, {shown} with words shown, "
                  f"{time.monotonic() - began:.0f} s", flush=True)
    # A last life closes the drafts and drains the outbox.
    site.start_kiosk(screen.environment)
    visitor.inspector.reconnect()
    visitor.wait_for("the first screen", lambda frame: frame["screen"] == "rate", 30)
    began = time.time()
    wait_until("the kiosk has nothing unsent", lambda: site.kiosk.require_running() and not site.unsent_files()
               and site.status("kiosk", written_after=began).get("unsent") == 0, 120)
    with oracle.open_read_only(server.database) as database:
        responses = oracle.responses(database, form.kinds)
    given = [visit for visit in visitor.visits if visit.states]
    return given, responses, oracle.check_kills(given, responses)


def main():
    parser = argparse.ArgumentParser(prog="scripts/test-kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="repeats a run (default: a fresh one)")
    parser.add_argument("--programs", default=os.path.join(ROOT, "build", "release", "bin"))
    parser.add_argument("--dir", help="keeps databases and logs there (default: a temporary folder)")
    arguments = parser.parse_args()
    folder = arguments.dir or tempfile.mkdtemp(prefix="otklik-kills-")
    interrupts.install()
    print(f"== {arguments.kills} kills, seed {arguments.seed}", flush=True)
    try:
        given, responses, (lost, doubled) = run(folder, arguments.programs, arguments.kills, arguments.seed)
    except Failed as failure:
        print(f"error: {failure}\n(kept: {folder})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n== ended; everything that was started is stopped (kept: {folder})")
        return 130
    shown = sum(visit.shown >= 0 for visit in given)
    print(f"seed {arguments.seed}: {arguments.kills} kills, {len(given)} visits, {shown} shown, "
          f"{len(responses)} on the server, lost {len(lost)}, doubled {len(doubled)}")
    for visit in lost:
        print(f"   lost: {[sorted(state) for state in visit.states]}, shown up to {visit.shown}")
    for response in doubled:
        print(f"   doubled: {sorted(response)}")
    if lost or doubled:
        print(f"   kept: {folder}")
        return 1
    if not arguments.dir:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
