"""New bundles on a USB stick: a kiosk shows the new form after the visit that is open, refuses what it
should not show, and comes through kill -9 while it takes one.

usage: bundles.py PROGRAMS SOURCE [--dir DIR]
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import json
import os
import shutil
import subprocess
import sys
import time

SOURCE = sys.argv[2] if len(sys.argv) > 2 else "."
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

from enrolment import write_enrolment  # noqa: E402
from inspector import Inspector, NotSeen, Visitor  # noqa: E402
from municipality import Failed, Process, assemble_bundle, require, toml, wait_until, write  # noqa: E402
from panels import PORTRAIT, own_screen  # noqa: E402
from scenario import start  # noqa: E402

PLACE = "reception-7"
PASSPHRASE = "four words by chance"
OLD_WORDS = "Как вас сегодня обслужили?"


class Workshop:
    """Where bundles are made and signed."""

    def __init__(self, folder, programs):
        self.folder, self.programs = folder, programs
        os.makedirs(folder)
        for key in ("key", "stranger"):
            self.otklik("bundle", "new-key", "--out", os.path.join(folder, key), feed=PASSPHRASE + "\n")

    def otklik(self, *words, feed="", code=0):
        done = subprocess.run([f"{self.programs}/otklik", *words], input=feed, capture_output=True, text=True, timeout=120)
        if done.returncode != code:
            raise Failed(f"otklik {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def make(self, sequence, words, valid_from="2026-01-01", key="key"):
        """A signed bundle whose first question has these words."""
        place = os.path.join(self.folder, f"{sequence}-{time.monotonic_ns()}")
        forms = os.path.join(place, "forms")
        shutil.copytree(os.path.join(SOURCE, "config", "forms"), forms)
        sheet = os.path.join(forms, "reception", "survey.csv")
        with open(sheet, encoding="utf-8") as file:
            text = file.read()
        write(sheet, text.replace(OLD_WORDS, words))
        draft, archive, signed = (os.path.join(place, name) for name in ("draft", "draft.zip", f"bundle-{sequence}.otkb"))
        self.otklik(
            "bundle", "assemble", "--forms", forms, "--profile", f"{SOURCE}/config/profiles/naursky.toml", "--places",
            f"{SOURCE}/config/places/demo.toml", "--owner", f"{SOURCE}/config/owner/demo.toml", "--calendar",
            f"{SOURCE}/config/calendar/russia.toml", "--theme", f"{SOURCE}/assets/theme", "--slips",
            f"{SOURCE}/config/slips", "--texts", f"{SOURCE}/assets/lang", "--sequence", str(sequence), "--valid-from",
            valid_from, "--out", draft)
        self.otklik("bundle", "build", draft, "--out", archive)
        self.otklik("bundle", "sign", archive, "--key", os.path.join(self.folder, key), "--out", signed,
                    feed=PASSPHRASE + "\n")
        return signed


class Kiosk:
    """A kiosk under a manager that starts it anew whenever it ends, as systemd does."""

    def __init__(self, folder, programs, bundle, keys, screen, enrols=True):
        """enrols: by a server that is not there, so that it records."""
        self.folder, self.programs, self.screen = folder, programs, screen
        self.shelf = os.path.join(folder, "bundles")
        self.inbox, self.outbox = os.path.join(folder, "inbox"), os.path.join(folder, "outbox")
        self.socket = os.path.join(folder, "inspect.sock")
        self.status_file = os.path.join(folder, "status.json")
        os.makedirs(os.path.join(self.shelf, "incoming"))
        os.makedirs(self.inbox)
        if enrols:
            write_enrolment(self.inbox, PLACE)
        self.config = write(os.path.join(folder, "kiosk.toml"), toml(
            "kiosk", place=PLACE, bundle_folder=bundle, shelf_folder=self.shelf, bundle_keys_file=keys,
            state_folder=os.path.join(folder, "state"), outbox_folder=self.outbox,
            inbox_folder=self.inbox, status_file=self.status_file, printd_socket="",
            production=False, **PORTRAIT.config()))
        self.process = None
        self.inspector = Inspector(self.socket, 90)
        self.visitor = Visitor(screen, self.inspector)

    def start(self):
        self.inspector.close()
        if os.path.exists(self.socket):
            os.unlink(self.socket)
        self.process = Process("otklik-kiosk", [f"{self.programs}/otklik-kiosk", "--config", self.config, "--inspect",
                                                self.socket], os.path.join(self.folder, "kiosk.log"), self.screen.environment)
        self.inspector.wait_for("the first frame", lambda frame: frame["screen"])

    def start_again_when_it_ends(self):
        wait_until("the kiosk ends between visits", lambda: not self.process.is_running(), 90)
        if self.process.stop() != 0:
            raise Failed(f"it ended badly:\n{self.process.log_tail()}")
        self.start()
        self.inspector.wait_screen("rate")

    def install(self, file):
        subprocess.run([f"{self.programs}/otklik", "bundle", "install", file, "--config", self.config], check=True,
                       capture_output=True, timeout=60)

    def judged(self):
        """Waits until nothing lies in incoming/ any more."""
        incoming = os.path.join(self.shelf, "incoming")
        wait_until("the bundle is judged", lambda: not os.listdir(incoming), 120)

    def refusal(self, file):
        """What the kiosk says of a bundle that it must not take."""
        self.install(file)
        self.judged()
        name = os.path.splitext(os.path.basename(file))[0]
        def told():
            status = self.status()
            return status.get("bundle_refused") == name and status
        return wait_until(f"{name} is refused", told, 30)["bundle_refused_why"]

    def status(self):
        try:
            with open(self.status_file, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def shows(self, words):
        self.inspector.wait_for(f"the words «{words}»",
                                lambda frame: any(words in item["label"] for item in frame["items"]))


def after_the_visit(kiosk, workshop):
    """A bundle that comes while somebody answers is shown to the next one."""
    kiosk.inspector.wait_screen("rate")
    kiosk.shows(OLD_WORDS)
    kiosk.visitor.tap_to("mark-2", "question")
    kiosk.install(workshop.make(2, "Как вас приняли сегодня?"))
    kiosk.judged()
    # It is due and was tried; the visit goes on for as long as it takes.
    kiosk.visitor.tap("choice-reasons-waiting")
    require(kiosk.process.is_running(), "the kiosk ended within a visit")
    kiosk.visitor.tap_to("done", "thanks")
    require(kiosk.process.is_running(), "the kiosk ended within a visit")
    kiosk.visitor.tap("next-visitor")
    kiosk.start_again_when_it_ends()
    kiosk.shows("Как вас приняли сегодня?")
    require(os.readlink(os.path.join(kiosk.shelf, "current")).startswith("2-"), "the link leads elsewhere")
    print("a bundle that came within a visit is shown after it", flush=True)


def refusals(kiosk, workshop):
    faulty = kiosk.refusal(workshop.make(3, "Как вас приняли сегодня 😀?"))
    require("U+1F600" in faulty, faulty)
    older = kiosk.refusal(workshop.make(1, OLD_WORDS))
    require("--sequence 3 or more" in older, older)
    stranger = kiosk.refusal(workshop.make(9, OLD_WORDS, key="stranger"))
    require("not trusted" in stranger, stranger)
    require(kiosk.process.is_running(), "a refusal ended the kiosk")
    kiosk.shows("Как вас приняли сегодня?")
    print("a faulty, an older and a stranger's bundle are refused, what is shown stays", flush=True)


def waits_for_its_day(kiosk, workshop):
    kiosk.install(workshop.make(4, "Как дела?", valid_from="2099-01-01"))
    kiosk.judged()
    wait_until("it waits", lambda: kiosk.status().get("bundle_next_from") == "2099-01-01", 30)
    require(kiosk.process.is_running(), "the kiosk ended for a day to come")
    kiosk.shows("Как вас приняли сегодня?")
    print("a bundle of a day to come waits", flush=True)


def killed(kiosk, workshop):
    """kill -9 while a bundle is tried, and right after it was taken."""
    kiosk.install(workshop.make(5, "Что скажете сегодня?"))
    trial = os.path.join(kiosk.shelf, "trial.new")
    wait_until("the trial begins", lambda: os.path.exists(trial), 60)
    kiosk.process.kill()
    kiosk.start()
    kiosk.shows("Как вас приняли сегодня?")
    kiosk.start_again_when_it_ends()
    kiosk.shows("Что скажете сегодня?")
    kiosk.process.kill()
    kiosk.start()
    kiosk.shows("Что скажете сегодня?")
    require(not os.path.exists(trial), "a trial's folder stayed")
    print("killed within a trial and after it: the old one, then the new one", flush=True)


def run(folder, programs):
    workshop = Workshop(os.path.join(folder, "workshop"), programs)
    bundle = assemble_bundle(programs, SOURCE, os.path.join(folder, "bundle"))
    with own_screen(PORTRAIT) as screen:
        kiosk = Kiosk(os.path.join(folder, "kiosk"), programs, bundle, os.path.join(workshop.folder, "key.pub"), screen)
        kiosk.start()
        try:
            for step in (after_the_visit, refusals, waits_for_its_day, killed):
                step(kiosk, workshop)
        except (Failed, NotSeen) as failure:
            raise Failed(f"{failure}\n{kiosk.process.log_tail(30)}") from None
        finally:
            kiosk.process.stop()
    return 0


if __name__ == "__main__":
    sys.exit(start(__doc__, "bundles", run))
