"""A kiosk without a network: its batches travel on a USB stick, and so do the server's receipts.

usage: stick.py PROGRAMS SOURCE [--dir DIR] [--seed N]
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import collections
import os
import random
import subprocess
import sys
import time

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
VISITS = 3


def run_command(*words, code=0):
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    if done.returncode != code:
        raise Failed(f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def unsent(site):
    """What the kiosk says it still has to send, in a status of now."""
    began = time.time()
    def counted():
        status = site.status("kiosk", written_after=began)
        return "unsent" in status and status
    return wait_until("the kiosk has counted", counted, 30)["unsent"]


def travel(site, server, stick):
    otklik, folders = f"{site.programs}/otklik", ["--outbox", site.outbox]
    waiting = wait_until("the batches", lambda: len(site.unsent_files()) >= VISITS and site.unsent_files(), 30)
    said = run_command(otklik, "queue", "export", stick, *folders)
    if not said.startswith(f"{len(waiting)} batches"):
        raise Failed(said)
    # A file of somebody else's and one that broke on the way hold nobody up.
    with open(os.path.join(stick, "0" * 32 + "-0000000001.batch"), "wb") as file:
        file.write(b"not a batch")
    said = run_command(f"{server.programs}/otklik-server", "import", stick, "--config", server.config, code=3)
    if f"{VISITS} responses counted" not in said or "1 files refused" not in said:
        raise Failed(said)
    again = run_command(f"{server.programs}/otklik-server", "import", stick, "--config", server.config, code=3)
    if f"{VISITS} batches came before" not in again:
        raise Failed(again)
    if unsent(site) != VISITS:
        raise Failed("the kiosk forgot what nobody gave it a receipt for")
    # A receipt that the stick spoiled holds no other up.
    spoiled = os.path.join(stick, waiting[0].replace(".batch", ".receipt"))
    with open(spoiled, "rb") as file:
        sound = file.read()
    with open(spoiled, "wb") as file:
        file.write(bytes(1 << 20))
    said = run_command(otklik, "queue", "import", stick, "--inbox", site.inbox, *folders, code=1)
    if not said.startswith(f"{VISITS - 1} receipts"):
        raise Failed(said)
    with open(spoiled, "wb") as file:
        file.write(sound)
    wait_until("one batch is left", lambda: site.unsent_files() == [waiting[0]], 30)
    said = run_command(otklik, "queue", "import", stick, "--inbox", site.inbox, *folders)
    if not said.startswith("1 receipts"):
        raise Failed(said)
    wait_until("the kiosk has nothing to send", lambda: not site.unsent_files() and unsent(site) == 0, 30)


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
                form = Form(form_of(bundle, PLACE))
                visitor = ScriptedVisitor(screen, Inspector(site.inspect_socket, 60), form, PLACE, random.Random(seed))
                for number in range(VISITS):
                    visit = visitor.begins()
                    visitor.rates(visit, 1 + number)
                    visitor.finishes(visit)
                    visitor.leaves()
                travel(site, server, os.path.join(folder, "stick"))
            finally:
                site.end_well()
    finally:
        server.stop()
    given = collections.Counter(oracle.state_of(visit.answers, visit.kinds, visit.language) for visit in visitor.visits)
    with oracle.open_read_only(server.database) as database:
        found = collections.Counter(oracle.responses(database, form.kinds))
    if given != found:
        raise Failed(f"given {given}, on the server {found}")
    print(f"{VISITS} visits came on a stick, each once, and their receipts went back")
    return 0


if __name__ == "__main__":
    sys.exit(start(__doc__, "stick", run, seed=20261128))
