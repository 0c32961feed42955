"""System calls that fail, and kills, at every n-th of them: strace makes them in the kiosk's writer,
in the courier and in the server, one program at a time.

After each fault the programs live on without one, and everything given must have arrived, once.
"""
import dataclasses
import os
import random

from hall import Hall, start_server
from municipality import Failed, wait_until

VISITS = 3
# A failing disk keeps the visitors waiting; a life under it need not be long.
FAILING_PATIENCE_S = 2
PATIENCE_S = 120
# No program makes so many of one call in a life.
NEVER = 60_000


@dataclasses.dataclass
class Injection:
    call: str
    fault: str  # strace's words: error=EIO, signal=KILL
    goes_on: bool = False  # from that call on, not once

    def wrapper(self, number, log):
        when = f"{number}+" if self.goes_on else str(number)
        # -D: the tracer is no parent, so that signals and exit codes are the program's. Whoever is traced
        # cannot look for leaks.
        return ("env", "ASAN_OPTIONS=detect_leaks=0", "strace", "-D", "-f", "-q", "-o", log, "-e", f"trace={self.call}",
                "-e", f"inject={self.call}:{self.fault}:when={when}")

    def name(self):
        return f"{self.call} {self.fault.split('=')[1]}{' from then on' if self.goes_on else ''}"


KILL = "signal=KILL"
KIOSK = [Injection("fdatasync", "error=EIO"), Injection("fdatasync", "error=EIO", True), Injection("fdatasync", KILL),
         Injection("pwrite64", "error=EIO"), Injection("pwrite64", "error=ENOSPC"),
         Injection("pwrite64", "error=ENOSPC", True), Injection("pwrite64", KILL),
         Injection("fsync", "error=EIO"), Injection("fsync", "error=ENOSPC"), Injection("fsync", KILL),
         Injection("rename", "error=EIO"), Injection("rename", KILL), Injection("unlink", KILL),
         Injection("ftruncate", "error=EIO"), Injection("ftruncate", KILL)]
COURIER = [Injection("fsync", "error=EIO"), Injection("fsync", KILL), Injection("rename", "error=ENOSPC"),
           Injection("rename", KILL), Injection("sendto", "error=ECONNRESET"), Injection("sendto", KILL),
           Injection("recvfrom", "error=ECONNRESET"), Injection("recvfrom", KILL), Injection("connect", "error=ENETUNREACH")]
SERVER = [Injection("fdatasync", "error=EIO"), Injection("fdatasync", KILL), Injection("pwrite64", "error=ENOSPC"),
          Injection("pwrite64", "error=EIO"), Injection("pwrite64", KILL), Injection("sendto", "error=ECONNRESET"),
          Injection("sendto", KILL), Injection("recvfrom", "error=ECONNRESET")]


class Scene:
    def __init__(self, work, folder, seed):
        self.folder = folder
        self.chance = random.Random(seed)
        self.server = start_server(os.path.join(folder, "server"), work.programs, work.bundle)
        self.hall = Hall(os.path.join(folder, "hall"), work.programs, work.bundle, self.server)
        self.hall.start_syncd()
        self.hall.enrol_rig()
        self.log = os.path.join(folder, "strace")
        self.calls_seen = 0  # in the last life that was traced
        self.calls = {}  # name → how many a life makes

    def seed(self):
        return self.chance.randrange(1 << 30)

    def lines(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.readlines()

    def was_made(self, traced):
        """Whether the fault came; a program counts the calls of each of its threads apart."""
        # The tracer writes a program's end down when the program has ended already.
        if not traced.is_running():
            wait_until("the tracer's last word", lambda: any(
                line.startswith(f"{traced.pid} ") and "+++" in line for line in self.lines()))
        lines = [line for line in self.lines() if "+++ exited" not in line]
        os.unlink(self.log)
        self.calls_seen = len(lines)
        return any("(INJECTED)" in line or "killed by SIGKILL" in line for line in lines)

    def kiosk_life(self, injection, number):
        """Visits whose writer meets the fault; their words may take the next life to come true."""
        patience_s = FAILING_PATIENCE_S if injection.goes_on and number != NEVER else PATIENCE_S
        self.hall.start_rig(VISITS, self.seed(), "--drain", wrapper=injection.wrapper(number, self.log),
                            patience_s=patience_s)
        code = self.hall.kiosk.wait()
        if code == 3 and not injection.goes_on:
            raise Failed(f"{injection.name()} number {number}: one fault kept visitors waiting\n{self.hall.kiosk.log_tail()}")
        return self.was_made(self.hall.kiosk)

    def courier_life(self, injection, number):
        self.hall.syncd.stop()
        self.hall.start_syncd(wrapper=injection.wrapper(number, self.log))
        return self._is_delivered(self.hall.syncd, lambda: self.hall.syncd, lambda: self.hall.start_syncd())

    def server_life(self, injection, number):
        self.server.stop()
        try:
            self.server.start(wrapper=injection.wrapper(number, self.log))
        except Failed:
            if self.server.process.is_running():
                raise
            traced = self.server.process
            self.server.start()
            return self.was_made(traced)
        return self._is_delivered(self.server.process, lambda: self.server.process, self.server.start)

    def _is_delivered(self, traced, process, start):
        """Visits are received and delivered whatever befalls the program; it is started again if it dies."""
        self.hall.start_rig(VISITS, self.seed(), "--drain", patience_s=PATIENCE_S)

        def is_over():
            if not process().is_running():
                start()
            return not self.hall.kiosk.is_running()
        wait_until("visits and their delivery", is_over, PATIENCE_S + 30)
        if self.hall.kiosk.exit_code():
            raise Failed(f"not delivered: {self.hall.kiosk.log_tail()}\n{process().log_tail()}")
        return self.was_made(traced)

    def ends(self):
        self.hall.stop()
        self.server.stop()


def every_nth(scene, life, injection, budget):
    """At every call of a life, or at so many drawn from them by the seed; how often the fault came."""
    if injection.call not in scene.calls:
        life(injection, NEVER)
        scene.calls[injection.call] = scene.calls_seen
    numbers = list(range(1, scene.calls[injection.call] + 1))
    if budget and len(numbers) > budget:
        numbers = sorted(scene.chance.sample(numbers, budget))
    came = sum(life(injection, number) for number in numbers)
    # Lives differ in length, and threads count apart: a few drawn numbers may all lie behind the end.
    return came or int(life(injection, 1))


def run(work, folder, whose, budget, seed):
    """whose: kiosk, courier, server. One row of the table for each of its faults."""
    injections = {"kiosk": KIOSK, "courier": COURIER, "server": SERVER}[whose]
    scene = Scene(work, folder, seed)
    life = {"kiosk": scene.kiosk_life, "courier": scene.courier_life, "server": scene.server_life}[whose]
    thanked_before = 0
    try:
        for injection in injections:
            came = every_nth(scene, life, injection, budget)
            scene.hall.drains()
            verdict = scene.hall.verdict()
            if not came:
                raise Failed(f"{whose}: {injection.name()} never came: the life does not make such calls")
            thanked, thanked_before = verdict.thanked - thanked_before, verdict.thanked
            verdict.thanked = thanked
            work.add(f"{whose}: {injection.name()}", came, verdict)
            work.say(f"{whose}: {injection.name()} at {came} calls")
            if not verdict.is_clean():
                return
    finally:
        scene.ends()
