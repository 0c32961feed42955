"""A disk that fails under a running kiosk, with real touches on a real X server.

usage: disk_faults.py FAULT PROGRAMS SOURCE      FAULT: full, read-only, erring
Whatever the fault: rating closes within a second of the failed commit, is tried again every ten
seconds and comes back by itself in the same process; what was shown as recorded is on the server,
once. Exit code 77 (skipped, with the reason) where such a fault cannot be made.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

FAULT, PROGRAMS, SOURCE = sys.argv[1:4]
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

import oracle  # noqa: E402
from disks import ErringDisk, Refusals, SmallDisk, in_own_mounts  # noqa: E402
from inspector import Inspector, NotSeen  # noqa: E402
from municipality import Failed, Server, Site, assemble_bundle, require, wait_until  # noqa: E402
from panels import PORTRAIT, own_screen  # noqa: E402
from scripted_visitor import Form, ScriptedVisitor  # noqa: E402

PLACE = "reception-7"
CLOSED = "out-of-service"
CLOSES_WITHIN_S = 1.0
TRIED_EVERY_S = 10.0
SLACK_S = 3.0
# On a machine so busy that a touch takes longer than a quarter of a second to be seen, the second and
# the slack grow with that.
PICTURES_WITHIN = 4
EVERY_WRITE = "pwrite64,fdatasync:error=EIO"
ONE_SYNC = "fdatasync:error=EIO:when=1"


class HealthyDisk:
    """One that works; its errors are made by strace."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder)

    def breaks(self):
        pass

    def heals(self):
        pass


DISKS = {"full": (SmallDisk, None), "read-only": (ErringDisk, None), "erring": (HealthyDisk, EVERY_WRITE)}


class Scene:
    """The processes, the visitor and the disk."""

    def __init__(self, folder, server, bundle, screen, disk):
        self.folder, self.server, self.disk = folder, server, disk
        self.closes_within_s, self.slack_s = CLOSES_WITHIN_S, SLACK_S
        # Without a reserve: with one a full disk makes room of what was delivered first, and closes later.
        config = dict(PORTRAIT.config(), reserve_mib=0)
        self.site = Site(os.path.join(folder, PLACE), PROGRAMS, bundle, server, PLACE, config, disk.folder)
        self.site.start_kiosk(screen.environment)
        self.site.enrol()
        self.site.start_syncd()
        self.form = Form(os.path.join(bundle, "forms", "reception.json"))
        self.visitor = ScriptedVisitor(screen, Inspector(self.site.inspect_socket), self.form, PLACE,
                                       random.Random(20261122))
        self.visitor.wait_for("the first screen", lambda frame: frame["screen"] == "rate", 60)

    def refusals(self, name, inject=None):
        # The word to the server has a rhythm of its own.
        return Refusals(self.site.kiosk.pid, self.disk.folder, os.path.join(self.folder, f"{name}.strace"), inject,
                        apart_from=["bundle.report"])

    def whole_visit(self, mark):
        visit = self.visitor.begins()
        self.visitor.rates(visit, mark)
        self.visitor.finishes(visit)
        self.visitor.leaves()
        return visit

    def measures_the_machine(self):
        slowest_s = PICTURES_WITHIN * self.slowest_picture_s()
        self.closes_within_s = max(CLOSES_WITHIN_S, slowest_s)
        self.slack_s = max(SLACK_S, slowest_s)

    def slowest_picture_s(self):
        """From a touch to its picture, of all so far."""
        touches = self.visitor.inspector.timings()["touches"]
        return max(touch["shown_us"] - touch["felt_us"] for touch in touches) / 1e6

    def is_closed(self):
        return self.visitor.look()["screen"] == CLOSED

    def goes_on_until_closed(self):
        """Taps on as a visitor does to whom nothing seems wrong, until the screen says otherwise;
        returns the moment of that."""
        deadline = time.monotonic() + 60
        while not self.is_closed():
            require(time.monotonic() < deadline, "the screen closes")
            frame = self.visitor.look()
            wanted = {"rate": "mark-3", "question": "done", "thanks": "next-visitor"}.get(frame["screen"], "")
            item = self.visitor.item(frame, wanted) or self.visitor.item(frame, "next")
            if item is None or self.visitor.inspector.timings()["deaf"]:
                continue
            if frame["screen"] == "rate":
                self.visitor.begins().gives(self.form.first_mark, "3")
            self.visitor.screen.tap(item["x"] + item["width"] / 2, item["y"] + item["height"] / 2)
        return time.time()

    def stays_closed(self, refusals, tries):
        """Until so many tries were refused; a finger on the closed screen changes nothing."""
        self.visitor.screen.tap(PORTRAIT.width_px / 2, PORTRAIT.height_px / 2)

        def tried():
            require(self.is_closed(), "the screen stays closed while the disk fails")
            return len(refusals.tries()) >= tries
        wait_until(f"{tries} tries", tried, tries * (TRIED_EVERY_S + self.slack_s))

    def opens_again(self):
        began = time.monotonic()
        self.visitor.wait_for("rating opens again by itself", lambda frame: frame["screen"] == "rate",
                              TRIED_EVERY_S + self.slack_s)
        return time.monotonic() - began

    def everything_arrives(self):
        began = time.time()
        wait_until("the kiosk has nothing unsent", lambda: self.site.has_drained(began), 90)
        visits = [visit for visit in self.visitor.visits if visit.states]
        with oracle.open_read_only(self.server.database) as database:
            responses = oracle.responses(database, self.form.kinds)
            require(oracle.count_parked(database) == 0, "nothing is parked")
        lost, doubled = oracle.check_kills(visits, responses)
        require(not lost, f"lost: {[(visit.states, visit.shown) for visit in lost]}")
        require(not doubled, f"doubled: {doubled}")
        return sum(visit.shown >= 0 for visit in visits), len(responses)

    def files_set_aside(self):
        began = time.time()
        status = wait_until("a status file", lambda: self.site.status("kiosk", written_after=began), 30)
        return status["files_set_aside"]


def one_failed_sync(scene):
    """A single refused sync: the answer goes into a new buffer, the visitor notices nothing."""
    visit = scene.visitor.begins()
    with scene.refusals("one", ONE_SYNC) as refusals:
        scene.visitor.rates(visit, 5)
        scene.visitor.sees_the_words()
        require(len(refusals.seen()) == 1, "one sync was refused")
    scene.visitor.finishes(visit)
    scene.visitor.leaves()
    require(scene.files_set_aside() == 1, "the file whose sync failed is set aside")


def prove(scene, inject):
    pid = scene.site.kiosk.pid
    scene.whole_visit(2)
    scene.measures_the_machine()
    if inject:
        one_failed_sync(scene)
    # One visitor in the middle: the mark is recorded and shown so, the rest will find no disk.
    visit = scene.visitor.begins()
    scene.visitor.rates(visit, 1)
    scene.visitor.sees_the_words()
    with scene.refusals("fault", inject) as refusals:
        scene.disk.breaks()
        closed = scene.goes_on_until_closed()
        failed = wait_until("the kernel's refusal", refusals.seen, 5)[0]
        require(closed - failed <= scene.closes_within_s, f"closed {closed - failed:.2f} s after the failed commit")
        scene.stays_closed(refusals, tries=3)
        tries = refusals.tries()
        gaps = [later - earlier for earlier, later in zip(tries, tries[1:])]
        require(all(abs(gap - TRIED_EVERY_S) <= scene.slack_s for gap in gaps), f"tried again every ten seconds: {gaps}")
    scene.disk.heals()
    opened_s = scene.opens_again()
    require(scene.site.kiosk.is_running() and scene.site.kiosk.pid == pid, "the kiosk is the same process")
    scene.whole_visit(4)
    shown, held = scene.everything_arrives()
    require(scene.files_set_aside() == (2 if inject else 0), f"{scene.files_set_aside()} files set aside")
    return (f"closed {1000 * (closed - failed):.0f} ms after the failed commit, tried again after "
            f"{', '.join(f'{gap:.1f}' for gap in gaps)} s, open {opened_s:.1f} s after the repair; "
            f"{shown} visits shown as recorded, {held} on the server, none lost, none doubled")


def why_not():
    """What is missing to make these faults; empty if nothing is."""
    if os.geteuid() != 0:
        return "needs root, to mount and to trace"
    for program in ("strace", "unshare", "mkfs.ext4", "e2fsck", "/usr/lib/xorg/Xorg"):
        if shutil.which(program) is None:
            return f"needs {program}"
    if subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode:
        return "this machine lets nobody mount"
    if FAULT == "read-only" and not os.path.exists("/dev/loop-control"):
        return "this machine has no loop devices"
    return ""


def main():
    reason = why_not()
    if reason:
        print(f"skipped: {reason}")
        return 77
    in_own_mounts()
    make_disk, inject = DISKS[FAULT]
    with tempfile.TemporaryDirectory(prefix="otklik-disk-") as folder:
        bundle = assemble_bundle(PROGRAMS, SOURCE, os.path.join(folder, "bundle"))
        server = Server(os.path.join(folder, "server"), PROGRAMS, bundle)
        disk = make_disk(os.path.join(folder, "disk"))
        scene = None
        try:
            server.start()
            with own_screen(PORTRAIT) as screen:
                scene = Scene(folder, server, bundle, screen, disk)
                told = prove(scene, inject)
                unclean, scene = scene.site.stop(), None
                require(not unclean, f"ended badly: {unclean}")
        except (Failed, NotSeen) as failure:
            print(f"failed ({FAULT}): {failure}")
            if scene:
                print(scene.site.kiosk.log_tail())
            return 1
        finally:
            if scene:
                scene.site.stop()
            server.stop()
            if disk.folder and os.path.ismount(disk.folder):
                subprocess.run(["umount", "--lazy", disk.folder], check=True)
    print(f"{FAULT}: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
