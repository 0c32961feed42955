"""A kiosk without a screen (otklik-answer-rig: the real writer, buffer and outbox), its courier and a
server, and the oracle between them: the journal of what visitors were told."""
import collections
import contextlib
import dataclasses
import json
import os
import re
import signal
import sqlite3
import subprocess
import urllib.parse

import interrupts
import oracle
from municipality import Failed, Process, Server, Site, toml, write

# A drain after the last fault; far more than it takes on a busy machine.
DRAIN_S = 240


@dataclasses.dataclass
class Given:
    """One visit: what was asked of the writer, save by save, and up to which it said «recorded»."""
    kinds: list = dataclasses.field(default_factory=list)
    recorded: int = 0


@dataclasses.dataclass
class Verdict:
    thanked: int = 0
    lost: list = dataclasses.field(default_factory=list)
    doubled: list = dataclasses.field(default_factory=list)
    unwanted: list = dataclasses.field(default_factory=list)

    def is_clean(self):
        return not (self.lost or self.doubled or self.unwanted)

    def named(self):
        return [f"{what}: {', '.join(visits[:10])}" for what, visits in
                (("lost", self.lost), ("doubled", self.doubled), ("taken back, and there", self.unwanted)) if visits]


def read_journal(path, in_doubt=()):
    """in_doubt: ranges of bytes; a word to a visitor that begins in one proves nothing."""
    visits = collections.defaultdict(Given)
    offset = 0
    with open(path, "rb") as file:
        for line in file:
            word, visit, revision, *kind = line.decode("ascii").split()
            if word == "given":
                visits[int(visit)].kinds.append(kind[0])
            elif not any(offset in doubt for doubt in in_doubt):
                visits[int(visit)].recorded = max(visits[int(visit)].recorded, int(revision))
            offset += len(line)
    return visits


def judge(visits, arrived):
    """arrived: visit → the revisions that the server holds of it, each as often as it does."""
    verdict = Verdict(thanked=sum(given.recorded > 0 for given in visits.values()))
    for visit, given in visits.items():
        there = arrived.get(visit, [])
        name = f"visit {visit} {given.kinds} recorded up to {given.recorded}, there {there}"
        taken_back = given.kinds[-1] == "drop"
        if len(there) > 1:
            verdict.doubled.append(name)
        if taken_back and given.recorded == len(given.kinds) and there:
            verdict.unwanted.append(name)
        if not taken_back and given.recorded > 0 and max(there, default=0) < given.recorded:
            verdict.lost.append(name)
    verdict.unwanted += [f"visit {visit} of nobody" for visit in arrived if visit not in visits]
    return verdict


def arrived_words(database):
    """From the free texts, in which the rig left a word for each save."""
    arrived = collections.defaultdict(list)
    for row in database.execute("SELECT text FROM free_text"):
        visit, revision = re.fullmatch(r"v(\d+)r(\d+)", row["text"]).groups()
        arrived[int(visit)].append(int(revision))
    return arrived


class Hall(Site):
    """One kiosk; its journal goes on over all its lives."""

    def __init__(self, folder, programs, bundle, server, disk=None, place="reception-7"):
        super().__init__(folder, programs, bundle, server, place, {}, disk)
        self.disk = disk or folder
        self.journal = os.path.join(folder, "journal")
        self.form = os.path.join(bundle, "forms", "reception.json")
        self._next_visit, self._in_doubt = 1, []
        write(self.journal, "")
        self.configure_courier()

    def configure_courier(self, retry_s_max=1, timeout_s=5):
        """Without the wait between two uploads, which hides moments of visits."""
        write(self.syncd_config, toml(
            "syncd", outbox_folder=self.outbox, inbox_folder=self.inbox,
            status_file=os.path.join(self.run_folder, "syncd", "status.json"), interval_s=0, retry_s_min=1,
            retry_s_max=retry_s_max, timeout_s=timeout_s))

    def rig_command(self, visits, seed, *words, patience_s=60):
        first, self._next_visit = self._next_visit, self._next_visit + visits
        return [f"{self.programs}/otklik-answer-rig", "--disk", self.disk, "--form", self.form,
                "--journal", self.journal, "--place", self.place, "--seed", str(seed), "--first", str(first),
                "--visits", str(visits), "--patience-s", str(patience_s), *words]

    def start_rig(self, visits, seed, *words, wrapper=(), environment=None, patience_s=60):
        command = [*wrapper, *self.rig_command(visits, seed, *words, patience_s=patience_s)]
        with interrupts.held():
            self.kiosk = Process("otklik-answer-rig", command, self._log("kiosk"), environment)

    def enrol_rig(self):
        self.start_rig(0, 1, "--drain")
        self.enrol()
        if self.kiosk.wait():
            raise Failed(f"the first start of the kiosk:\n{self.kiosk.log_tail()}")

    def journal_bytes(self):
        return os.path.getsize(self.journal)

    def words_since(self, offset):
        """How often «recorded» was said behind that byte of the journal."""
        with open(self.journal, "rb") as file:
            file.seek(offset)
            return sum(line.startswith(b"saved") for line in file)

    @contextlib.contextmanager
    def words_in_doubt(self):
        """What visitors are told meanwhile proves nothing."""
        begin = self.journal_bytes()
        yield
        self._in_doubt.append(range(begin, self.journal_bytes()))

    def kill(self):
        """Kiosk and courier, as a power cut does."""
        for process in (self.kiosk, self.syncd):
            if process and process.is_running():
                os.killpg(process.pid, signal.SIGKILL)  # a wrapper's child too
            if process:
                process.kill()
        self.kiosk = self.syncd = None

    def drains(self, patience_s=DRAIN_S):
        """A life without faults and visits, until nothing is on its way; the writer's numbers."""
        if not (self.syncd and self.syncd.is_running()):
            self.start_syncd()
        done = subprocess.run(self.rig_command(0, 1, "--drain", patience_s=patience_s), capture_output=True, text=True,
                              timeout=patience_s + 60)
        if done.returncode != 0:
            raise Failed(f"not delivered in the end ({done.returncode}): {done.stdout}\n{done.stderr[-2000:]}\n"
                         f"{self.syncd.log_tail()}")
        return json.loads(done.stdout.splitlines()[-1])

    def verdict(self):
        with contextlib.closing(oracle.open_read_only(self.server.database)) as database:
            parked = oracle.count_parked(database)
            if parked:
                raise Failed(f"{parked} rows are parked")
            return judge(read_journal(self.journal, self._in_doubt), arrived_words(database))

    def acknowledged(self):
        """(buffer, number) of the batches that the kiosk has a verified receipt of."""
        path = os.path.join(self.state, "buffer", "buffer.sqlite")
        with contextlib.closing(sqlite3.connect(f"file:{urllib.parse.quote(path)}?mode=ro", uri=True,
                                                timeout=10)) as database:
            return set(database.execute("SELECT buffer, number FROM batch WHERE state = 1"))


def held_batches(server):
    with contextlib.closing(oracle.open_read_only(server.database)) as database:
        return {tuple(row) for row in database.execute("SELECT buffer, batch_number FROM batch")}


def start_server(folder, programs, bundle, port=None, **options):
    server = Server(folder, programs, bundle, port, **options)
    server.start()
    return server
