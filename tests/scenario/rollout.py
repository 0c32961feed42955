"""A bundle's way over the network: published, first to another place, then to all; a faulty one is refused,
reported, and halts. On the same way the kiosk tells which server keys it needs and how its disk fares.

usage: rollout.py PROGRAMS SOURCE [--dir DIR]
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import os
import subprocess
import sys

SOURCE = sys.argv[2] if len(sys.argv) > 2 else "."
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))
sys.path.insert(0, os.path.join(SOURCE, "tests", "scenario"))

from bundles import OLD_WORDS, PLACE, Kiosk, Workshop, require  # noqa: E402
from inspector import NotSeen  # noqa: E402
from municipality import Failed, Process, Server, assemble_bundle, toml, wait_until, write  # noqa: E402
from panels import PORTRAIT, own_screen  # noqa: E402
from scenario import start  # noqa: E402


class Office:
    """The server, and its administrator's commands."""

    def __init__(self, folder, programs, bundle, key):
        self.key = key
        self.server = Server(folder, programs, bundle)
        self.server.start()

    def bundle(self, *words, code=0):
        done = subprocess.run([f"{self.server.programs}/otklik-server", "bundle", *words, "--config", self.server.config],
                              capture_output=True, text=True, timeout=120)
        if done.returncode != code:
            raise Failed(f"bundle {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def publish(self, file, *words, code=0):
        return self.bundle("publish", file, "--key", self.key, *words, code=code)

    def says(self, words):
        return wait_until(f"the server knows «{words}»", lambda: words in self.bundle("show"), 120, 0.5)

    def knows_keys_and_disk(self):
        """Of the one kiosk, which was enrolled without a root."""
        wait_until("the kiosk says which keys it needs",
                   lambda: "in use: needed by 1 kiosks" in self.server.command("keys", "needed"), 120, 0.5)
        line = self.server.command("kiosks")
        require("disk fine, keys.json 0" in line or "disk low, keys.json 0" in line, line)


def courier(folder, programs, kiosk):
    run = os.path.join(folder, "run")
    os.makedirs(run)
    config = write(os.path.join(folder, "syncd.toml"), toml(
        "syncd", outbox_folder=kiosk.outbox, inbox_folder=kiosk.inbox, incoming_folder=os.path.join(kiosk.shelf, "incoming"),
        status_file=os.path.join(run, "status.json"), interval_s=1, retry_s_min=1, retry_s_max=3, bundle_interval_s=1))
    return Process("otklik-syncd", [f"{programs}/otklik-syncd", "--config", config], os.path.join(folder, "syncd.log"))


def waves(office, kiosk, workshop):
    """The first wave is another place's; then it is everybody's."""
    said = office.publish(workshop.make(2, "Как вас приняли сегодня?"), "--canary", "hall-2")
    require("wave canary" in said, said)
    # The kiosk asked, and was offered nothing: it stands elsewhere.
    office.says("1 kiosks: 0 show it, 0 wait for its day, 0 said nothing yet")
    office.knows_keys_and_disk()
    require(kiosk.process.is_running() and not kiosk.status().get("bundle_next"), "a bundle of another place's wave came")
    kiosk.shows(OLD_WORDS)
    office.bundle("wave", "all")
    kiosk.start_again_when_it_ends()
    kiosk.shows("Как вас приняли сегодня?")
    office.says("1 show it")
    print("a published bundle waits for its wave, then comes to the kiosk", flush=True)


def halts(office, kiosk, workshop):
    """A bundle whose letters the kiosk does not have is refused, and goes to nobody else."""
    office.publish(workshop.make(1, OLD_WORDS), code=3)
    said = office.publish(workshop.make(3, "Как вас приняли сегодня 😀?"), "--canary", PLACE, "--bad-max", "0")
    require(said.startswith("3-"), said)
    office.says("halted: 1 kiosks refused it")
    office.says("U+1F600")
    kiosk.shows("Как вас приняли сегодня?")
    require(kiosk.process.is_running(), "a refusal ended the kiosk")
    office.publish(workshop.make(4, "Что скажете сегодня?"), "--canary", PLACE)
    kiosk.start_again_when_it_ends()
    kiosk.shows("Что скажете сегодня?")
    print("a faulty bundle is refused, reported and halted; the next one comes", flush=True)


def run(folder, programs):
    workshop = Workshop(os.path.join(folder, "workshop"), programs)
    bundle = assemble_bundle(programs, SOURCE, os.path.join(folder, "bundle"))
    key = os.path.join(workshop.folder, "key.pub")
    office = Office(os.path.join(folder, "server"), programs, bundle, key)
    syncd = None
    try:
        with own_screen(PORTRAIT) as screen:
            kiosk = Kiosk(os.path.join(folder, "kiosk"), programs, bundle, key, screen, enrols=False)
            kiosk.start()
            try:
                public_key = os.path.join(kiosk.outbox, "kiosk.pub")
                wait_until("the kiosk's public key", lambda: os.path.exists(public_key), 60)
                office.server.add_kiosk(public_key, PLACE, os.path.join(kiosk.inbox, "enrolment.json"))
                kiosk.inspector.wait_screen("rate")
                syncd = courier(os.path.join(folder, "courier"), programs, kiosk)
                for step in (waves, halts):
                    step(office, kiosk, workshop)
            except (Failed, NotSeen) as failure:
                tails = [process.log_tail(20) for process in (kiosk.process, syncd, office.server.process) if process]
                raise Failed("\n".join([str(failure), *tails])) from None
            finally:
                kiosk.process.stop()
                if syncd:
                    syncd.stop()
    finally:
        office.server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(start(__doc__, "rollout", run))
