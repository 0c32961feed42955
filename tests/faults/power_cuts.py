"""The power fails, again and again, at random moments under the kiosk, its courier and the server.

The disks are ext4 on loop images; EXT4_IOC_SHUTDOWN stops every write at once, as a cut does, and a
mount afterwards is the start of the machine. What a disk's own cache may forget is not in this: the
image keeps what ext4 handed over.

While the ioctl runs (some milliseconds) an fdatasync may return 0 for what the disk will not hold: a bare
loop of write and fdatasync lost its last block in 12 of 200 cuts so, on Linux 6.18, each of them after
the ioctl began. No power cut does that; words said in these milliseconds are therefore not held against
anybody.
"""
import os
import random
import time

from disks import Cut, CutDisk
from hall import Hall, held_batches, start_server
from municipality import Failed, wait_until

# More than a life lasts.
VISITS_MAX = 100_000
# How ext4 is found: six cuts in ten at once, and so on.
HOW = [Cut.AT_ONCE] * 6 + [Cut.JOURNAL_FLUSHED] * 2 + [Cut.FLUSHED] * 2
KIOSKS_SHARE = 0.7
# So many lives end in their start; the others up to so long after first words to visitors.
DURING_START_SHARE = 0.2
LIFE_S_MAX = 0.5
# A visit has four at most.
FIRST_WORDS = 4
THANKED_PER_CUT_MIN = 0.5


class Scene:
    def __init__(self, work, folder, seed):
        self.chance = random.Random(seed)
        self._receipts_in_doubt = set()
        self.kiosk_disk = CutDisk(os.path.join(folder, "kiosk-disk"))
        self.server_disk = CutDisk(os.path.join(folder, "server-disk"))
        self.server = start_server(os.path.join(folder, "server"), work.programs, work.bundle,
                                   disk=self.server_disk.folder)
        self.hall = Hall(os.path.join(folder, "hall"), work.programs, work.bundle, self.server, self.kiosk_disk.folder)

    def enrol(self):
        self.hall.start_syncd()
        self.hall.enrol_rig()
        began = time.monotonic()
        self._begins_to_record(())
        self.start_s = time.monotonic() - began
        self.hall.kill()

    def _begins_to_record(self, wrapper):
        before = self.hall.journal_bytes()
        self.hall.start_rig(VISITS_MAX, self.chance.randrange(1 << 30), wrapper=wrapper)
        if not self.hall.syncd:
            self.hall.start_syncd()
        wait_until("first words to visitors", lambda: self.hall.kiosk.require_running()
                   and self.hall.words_since(before) >= FIRST_WORDS, 60, 0.005)

    def lives(self, wrapper=()):
        """The kiosk and its courier until a moment of chance, which these sleeps are."""
        if self.chance.random() < DURING_START_SHARE and not wrapper:
            self.hall.start_rig(VISITS_MAX, self.chance.randrange(1 << 30))
            time.sleep(self.chance.uniform(0, self.start_s))
        else:
            self._begins_to_record(wrapper)
            time.sleep(self.chance.uniform(0, LIFE_S_MAX))

    def kiosk_power_fails(self):
        self.hall.kiosk.require_running()
        with self.hall.words_in_doubt():
            self.kiosk_disk.cut(self.chance.choice(HOW))
            self.hall.kill()
        self.kiosk_disk.comes_back()

    def server_power_fails(self):
        self.server.process.require_running()
        acknowledged = self.hall.acknowledged()
        self.server_disk.cut(self.chance.choice(HOW))
        self.server.process.kill()
        acknowledged_late = self.hall.acknowledged()
        self.hall.kill()
        self.server_disk.comes_back()
        held = held_batches(self.server)
        missing = acknowledged - held - self._receipts_in_doubt
        if missing:
            raise Failed(f"{len(missing)} batches have a receipt and are not on the server")
        # Their kiosk sends them again when it next hears what the server holds, which may be after the next cut.
        self._receipts_in_doubt = acknowledged_late - held
        self.server.start()

    def ends(self):
        self.hall.stop()
        self.server.stop()
        for disk in (self.kiosk_disk, self.server_disk):
            disk.ends()


def run_cuts(work, folder, cuts, seed):
    scene = Scene(work, folder, seed)
    counts = {"kiosk": 0, "server": 0}
    try:
        scene.enrol()
        for number in range(1, cuts + 1):
            whose = "kiosk" if scene.chance.random() < KIOSKS_SHARE else "server"
            counts[whose] += 1
            scene.lives()
            scene.kiosk_power_fails() if whose == "kiosk" else scene.server_power_fails()
            if number % 50 == 0:
                work.say(f"{number} cuts")
        status = scene.hall.drains()
        if status["files_set_aside"] or status["rows_damaged"]:
            raise Failed(f"a cut damaged the buffer: {status}")
        verdict = scene.hall.verdict()
    finally:
        scene.ends()
    if verdict.thanked < THANKED_PER_CUT_MIN * cuts:
        raise Failed(f"{verdict.thanked} visits were thanked: too few to prove anything")
    return f"power cut: {counts['kiosk']} of the kiosk, {counts['server']} of the server", cuts, verdict


# A disk that says "synced" and does nothing: then answers must be lost, or the cuts above cut nothing.
LYING_DISK = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e",
              "inject=fdatasync,fsync:retval=0")


def run_control(work, folder, cuts, seed):
    scene = Scene(work, folder, seed)
    try:
        scene.enrol()
        for _ in range(cuts):
            scene.lives(wrapper=LYING_DISK)
            scene.kiosk_disk.cut(Cut.AT_ONCE)
            scene.hall.kill()
            scene.kiosk_disk.comes_back()
        scene.hall.drains()
        verdict = scene.hall.verdict()
    finally:
        scene.ends()
    if not verdict.lost:
        raise Failed(f"a disk that never syncs lost none of {verdict.thanked} answers: the cuts cut nothing")
    return len(verdict.lost), verdict.thanked
