"""A server that lost its disk is restored from a backup: the kiosk sends again what the backup lacks.

usage: restore.py PROGRAMS SOURCE [--dir DIR] [--seed N]
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import collections
import glob
import os
import random
import subprocess
import sys

SOURCE = sys.argv[2] if len(sys.argv) > 2 else "."
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

import oracle  # noqa: E402
from demo_proof import form_of  # noqa: E402
from inspector import Inspector  # noqa: E402
from municipality import Failed, Server, Site, assemble_bundle, wait_until  # noqa: E402
from panels import PORTRAIT, own_screen  # noqa: E402
from scenario import start  # noqa: E402
from scripted_visitor import Form, ScriptedVisitor  # noqa: E402

PLACE = "reception-7"
REFUSED, FAILED = 3, 1


class Hall:
    """One kiosk and whoever comes to it."""

    def __init__(self, site, server, visitor):
        self.site, self.server, self.visitor = site, server, visitor

    def receives(self, count):
        for _ in range(count):
            visit = self.visitor.begins()
            self.visitor.rates(visit, self.visitor.random.randint(1, 5))
            self.visitor.finishes(visit)
            self.visitor.leaves()
        self.server_holds(len(self.visitor.visits))

    def server_holds(self, count):
        wait_until(f"the server holds {count} visits",
                   lambda: self.site.syncd.require_running() and held(self.server) >= count, 60)


def held(server):
    with oracle.open_read_only(server.database) as database:
        return oracle.count_responses(database)


def command(server, *words):
    return subprocess.run([f"{server.programs}/otklik-server", *words, "--config", server.config],
                          capture_output=True, text=True, timeout=60)


def require(done, code, said):
    if done.returncode != code or said not in done.stdout + done.stderr:
        raise Failed(f"{done.args}: {done.returncode}\n{done.stdout}{done.stderr}")


def lose_the_disk(server):
    server.stop()
    for path in glob.glob(server.database + "*"):
        os.unlink(path)


def play(hall, server, backup):
    hall.receives(3)
    require(command(server, "backup", backup, "--tell-kiosks"), 0, "3 responses")
    require(command(server, "backup", backup), REFUSED, "is there already")
    hall.receives(2)
    require(command(server, "restore", backup), FAILED, "must be stopped")
    lose_the_disk(server)
    require(command(server, "restore", os.path.join(server.folder, "none.sqlite")), REFUSED, "")
    require(command(server, "restore", backup), 0, "restored 3 batches")
    server.start()
    # What was sent after the backup comes again when the kiosk next hears from the server.
    hall.receives(1)


def run(folder, programs, seed):
    bundle = assemble_bundle(programs, SOURCE, os.path.join(folder, "bundle"))
    server = Server(os.path.join(folder, "server"), programs, bundle)
    server.start()
    try:
        with own_screen(PORTRAIT) as screen:
            site = Site(os.path.join(folder, PLACE), programs, bundle, server, PLACE, PORTRAIT.config())
            try:
                site.start_printd()
                site.start_kiosk(screen.environment)
                site.enrol()
                site.start_syncd()
                form = Form(form_of(bundle, PLACE))
                visitor = ScriptedVisitor(screen, Inspector(site.inspect_socket, 60), form, PLACE, random.Random(seed))
                play(Hall(site, server, visitor), server, os.path.join(folder, "backup.sqlite"))
            finally:
                site.end_well()
    finally:
        server.stop()
    given = collections.Counter(oracle.state_of(visit.answers, visit.kinds, visit.language) for visit in visitor.visits)
    with oracle.open_read_only(server.database) as database:
        found = collections.Counter(oracle.responses(database, form.kinds))
        rolled_up = oracle.rollups(database)
    lines = [f"only in the journal: {sorted(state)}" for state in (given - found).elements()]
    lines += [f"only on the server: {sorted(state)}" for state in (found - given).elements()]
    if rolled_up != oracle.expected_rollups(visitor.visits):
        lines.append("the roll-ups differ from the journal")
    print("\n".join(lines) or f"{len(visitor.visits)} visits, each on the restored server once")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(start(__doc__, "restore", run, seed=20261127))
