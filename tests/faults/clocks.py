"""Clocks that jump under a running program (libfaketime): back and forward by two hours, to 1970, ahead
by five years, and right again. Nothing is lost or doubled, and everything is delivered in the end."""
import glob
import os
import random

from hall import Hall, start_server
from municipality import Failed, wait_until, write

VISITS = 40
PATIENCE_S = 180
RIGHT = "+0"
JUMPS = {"two hours back": "-7200", "two hours ahead": "+7200", "1970": "@1970-01-01 00:00:00", "five years ahead": "+157680000"}

# The server's certificate begins when the test does and ends after a month.
CERTIFICATE_INVALID = {"two hours back", "1970", "five years ahead"}


def library():
    """Path of libfaketime; empty if there is none."""
    return next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), "")


# Asked for the time in the middle of the first malloc, libfaketime looks its functions up, which takes a
# lock that is held: so the sanitizer's allocator must not ask.
ASAN_OPTIONS = "verify_asan_link_order=0:detect_leaks=0:allocator_release_to_os_interval_ms=-1"


class FakedClock:
    """What a program that is started in `environment` takes for the time."""

    def __init__(self, folder):
        self._file = os.path.join(folder, "clock")
        self.environment = dict(
            os.environ, LD_PRELOAD=library(), FAKETIME_TIMESTAMP_FILE=self._file, FAKETIME_NO_CACHE="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1", ASAN_OPTIONS=ASAN_OPTIONS)
        self.says(RIGHT)

    def says(self, time):
        write(self._file + ".new", time + "\n")
        os.replace(self._file + ".new", self._file)


class Scene:
    def __init__(self, work, folder, seed):
        self.chance = random.Random(seed)
        self.clock = FakedClock(folder)
        self.server = start_server(os.path.join(folder, "server"), work.programs, work.bundle)
        self.hall = Hall(os.path.join(folder, "hall"), work.programs, work.bundle, self.server)
        self.hall.enrol_rig()
        self.hall.start_syncd()
        self._thanked = 0

    def puts_under_the_clock(self, whose):
        if whose == "courier":
            self.hall.syncd.stop()
            self.hall.start_syncd(environment=self.clock.environment)
        if whose == "server":
            self.hall.syncd.stop()
            self.hall.start_syncd()
            self.server.stop()
            self.server.start(environment=self.clock.environment)

    def visitors_come(self, environment=None):
        before = self.hall.journal_bytes()
        self.hall.start_rig(VISITS, self.chance.randrange(1 << 30), "--drain", environment=environment,
                            patience_s=PATIENCE_S)
        wait_until("a first word", lambda: self.hall.kiosk.require_running() and self.hall.journal_bytes() > before, 60)

    def jumps(self, whose, what):
        if whose == "kiosk":
            self.visitors_come(self.clock.environment)
            self.clock.says(JUMPS[what])
        else:
            self.clock.says(JUMPS[what])
            self._answers_are_given(whose, what)
            self.clock.says(RIGHT)
        wait_until(f"{whose}, {what}: delivery", lambda: not self.hall.kiosk.is_running(), PATIENCE_S + 30)
        self.clock.says(RIGHT)
        if self.hall.kiosk.exit_code():
            raise Failed(f"{whose}, {what}: {self.hall.kiosk.log_tail()}\n{self.hall.syncd.log_tail()}")
        self.hall.syncd.require_running()
        self.server.process.require_running()
        verdict = self.hall.verdict()
        verdict.thanked, self._thanked = verdict.thanked - self._thanked, verdict.thanked
        return verdict

    def _answers_are_given(self, whose, what):
        """While the clock is wrong."""
        if whose == "courier":
            self.server.stop()  # so that it has to be trusted anew
            self.server.start()
        self.visitors_come()
        if whose == "courier" and what in CERTIFICATE_INVALID:
            wait_until(f"{what}: the courier trusts no certificate",
                       lambda: self.hall.status("syncd").get("last_error") == "not_trusted", PATIENCE_S)
        else:
            wait_until(f"{whose}, {what}: delivery under it", lambda: not self.hall.kiosk.is_running(), PATIENCE_S)

    def ends(self):
        self.hall.stop()
        self.server.stop()


def run(work, folder, seed):
    scene = Scene(work, folder, seed)
    try:
        for whose in ("kiosk", "courier", "server"):
            scene.puts_under_the_clock(whose)
            for what in JUMPS:
                work.add(f"clock of the {whose}: {what}", VISITS, scene.jumps(whose, what))
    finally:
        scene.ends()
