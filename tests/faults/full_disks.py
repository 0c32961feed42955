"""Disks that are full for a while under the kiosk with its courier, and under the server."""
import os
import random
import time

from disks import SmallDisk, run as run_command
from hall import Hall, start_server
from municipality import Failed, wait_until

VISITS = 30
FULL_S_MAX = 1.5
PATIENCE_S = 180


def fill_for_a_while(scene_chance, hall, disk):
    """While visitors come; everything has to be recorded and delivered when there is room again."""
    before = hall.journal_bytes()
    hall.start_rig(VISITS, scene_chance.randrange(1 << 30), "--drain", patience_s=PATIENCE_S)
    wait_until("a first word", lambda: hall.kiosk.require_running() and hall.journal_bytes() > before, 60, 0.005)
    disk.breaks()
    time.sleep(scene_chance.uniform(0, FULL_S_MAX))  # how long it is full
    disk.heals()
    wait_until("everything is recorded and delivered", lambda: not hall.kiosk.is_running(), PATIENCE_S + 30)
    if hall.kiosk.exit_code():
        raise Failed(f"{hall.kiosk.log_tail()}\n{hall.syncd.log_tail()}")


def run(work, folder, times, seed):
    chance = random.Random(seed)
    disks = {whose: SmallDisk(os.path.join(folder, f"{whose}-disk")) for whose in ("kiosk", "server")}
    server = start_server(os.path.join(folder, "server"), work.programs, work.bundle, disk=disks["server"].folder)
    hall = Hall(os.path.join(folder, "hall"), work.programs, work.bundle, server, disks["kiosk"].folder)
    thanked = 0
    try:
        hall.enrol_rig()
        hall.start_syncd()
        for whose, disk in disks.items():
            for _ in range(times):
                fill_for_a_while(chance, hall, disk)
            hall.syncd.require_running()
            server.process.require_running()
            verdict = hall.verdict()
            verdict.thanked, thanked = verdict.thanked - thanked, verdict.thanked
            work.add(f"disk full under the {whose}", times, verdict)
    finally:
        hall.stop()
        server.stop()
        for disk in disks.values():
            run_command("umount", disk.folder)
