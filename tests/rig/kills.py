#!/usr/bin/python3
"""Kills the kiosk (-9) at random moments while a visitor answers, and asks the server afterwards.

Every answer whose «Оценка записана» or "thank you" was shown must be on the server, and none twice.
What was shown is read from the kiosk's frames; what was given, from the visitor's own journal.
The oracle is the visitor's journal; the kiosk, courier and server are the real programs, the touches
are real ones. A run is repeated by its seed as far as moments of a machine can be repeated.
"""
import argparse
import collections
import dataclasses
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
# One kill in four falls into the start; the others into visits and between them, up to so many times
# what a first visit, left alive, took on this machine.
VISITS_BEFORE_KILL_MAX = 1.5
# Fewer words shown prove too little, whatever the server holds.
SHOWN_PER_KILL_MIN = 0.25
# So often the server is asked, of what came since the last time: among few visits whose marks and
# languages take turns a lost one cannot hide behind another that answered the same.
KILLS_BETWEEN_CHECKS = 10
LANGUAGES = ("ru", "en")


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


def one_visit(visitor, thoroughness):
    visit = visitor.begins()
    number = len(visitor.visits)
    visitor.speaks(visit, LANGUAGES[number // 5 % len(LANGUAGES)])
    visitor.rates(visit, 1 + number % 5)
    visitor.finishes(visit, thoroughness)
    visitor.leaves()


def walk_until_killed(visitor, thoroughness):
    try:
        while True:
            one_visit(visitor, thoroughness)
    except KioskDied:
        return


@dataclasses.dataclass
class Durations:
    """On this machine, in seconds."""
    start: float
    visit: float


def one_life(site, screen, visitor, chance, durations):
    during_start = chance.random() < 0.25
    moment = chance.uniform(0, durations.start if during_start else VISITS_BEFORE_KILL_MAX * durations.visit)
    killer = threading.Timer(moment, lambda: site.kiosk.kill())
    site.start_kiosk(screen.environment)
    if during_start:
        killer.start()
    try:
        visitor.inspector.reconnect()
        if not during_start:
            killer.start()
        walk_until_killed(visitor, chance.choice([0.2, 0.7, 1.0]))
    except OSError:
        if not during_start:
            raise  # nobody had killed it yet
    finally:
        if killer.is_alive():
            killer.join()


def first_life(site, screen, visitor):
    """Nobody kills it: it tells how long a start and a visit take here."""
    began = time.monotonic()
    site.start_kiosk(screen.environment)
    visitor.inspector.reconnect()
    started = time.monotonic()
    one_visit(visitor, 0.7)
    durations = Durations(started - began, time.monotonic() - started)
    site.kiosk.kill()
    return durations


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
    verdict = Verdict(server, form)
    durations = first_life(site, screen, visitor)
    print(f"   a start takes {durations.start:.1f} s here, a visit {durations.visit:.1f} s", flush=True)
    for number in range(1, kills + 1):
        one_life(site, screen, visitor, chance, durations)
        if number % KILLS_BETWEEN_CHECKS == 0 or number == kills:
            drain(site, screen, visitor)
            verdict.checks(visitor.visits)
            shown = sum(visit.shown >= 0 for visit in visitor.visits)
            print(f"   {number} kills, {len(visitor.visits)} visits begun, {shown} with words shown, "
                  f"{len(verdict.lost)} lost, {len(verdict.doubled)} doubled, {time.monotonic() - began:.0f} s",
                  flush=True)
            site.kiosk.kill()
    return verdict


def drain(site, screen, visitor):
    """A life without visits closes the drafts and empties the outbox."""
    site.start_kiosk(screen.environment)
    visitor.inspector.reconnect()
    visitor.wait_for("the first screen", lambda frame: frame["screen"] == "rate", 30)
    began = time.time()
    wait_until("the kiosk has nothing unsent", lambda: site.has_drained(began), 120)


class Verdict:
    """What was lost and doubled so far."""

    def __init__(self, server, form):
        self.server, self.form = server, form
        self.given, self.responses, self.lost, self.doubled = [], [], [], []

    def checks(self, visits):
        """Visits and responses that came since the last check, against each other."""
        given = [visit for visit in visits if visit.states]
        with oracle.open_read_only(self.server.database) as database:
            responses = oracle.responses(database, self.form.kinds)
        new = list((collections.Counter(responses) - collections.Counter(self.responses)).elements())
        lost, doubled = oracle.check_kills(given[len(self.given):], new)
        self.given, self.responses = given, responses
        self.lost += lost
        self.doubled += doubled


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
        verdict = run(folder, arguments.programs, arguments.kills, arguments.seed)
    except Failed as failure:
        print(f"error: {failure}\n(kept: {folder})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n== ended; everything that was started is stopped (kept: {folder})")
        return 130
    shown = sum(visit.shown >= 0 for visit in verdict.given)
    print(f"seed {arguments.seed}: {arguments.kills} kills, {len(verdict.given)} visits, {shown} shown, "
          f"{len(verdict.responses)} on the server, lost {len(verdict.lost)}, doubled {len(verdict.doubled)}")
    for visit in verdict.lost:
        print(f"   lost: {[sorted(state) for state in visit.states]}, shown up to {visit.shown}")
    for response in verdict.doubled:
        print(f"   doubled: {sorted(response)}")
    if verdict.lost or verdict.doubled:
        print(f"   kept: {folder}")
        return 1
    if shown < SHOWN_PER_KILL_MIN * arguments.kills:
        print(f"error: words were shown in {shown} visits only: too few to prove anything\n(kept: {folder})",
              file=sys.stderr)
        return 1
    if not arguments.dir:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
