"""Bits flip in the kiosk's file. Every flipped row is found, reported and set aside, and no other is;
whatever is flipped, no row that is kept differs from what was written, and none goes unreported."""
import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess

from hall import Hall, start_server
from municipality import Failed

# So few that they stay rows, as twenty are frozen into a batch.
VISITS = 15
CLOSED = 1
# Of ten flips so many hit a row; the others any byte of the file.
IN_ROWS_SHARE = 0.6


def rows_of(file):
    """id → every column of each closed row."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        return {row[0]: row for row in database.execute(
            "SELECT id, state, period, form, form_version, bucket, sealed, hash FROM response WHERE state = ?", (CLOSED,))}


class Scene:
    def __init__(self, work, folder, seed):
        self.chance = random.Random(seed)
        self.server = start_server(os.path.join(folder, "server"), work.programs, work.bundle)
        try:
            self.hall = Hall(os.path.join(folder, "hall"), work.programs, work.bundle, self.server)
            self.hall.enrol_rig()
        finally:
            self.server.stop()
        self._open(VISITS)
        self.buffer = os.path.join(self.hall.state, "buffer")
        self.file = os.path.join(self.buffer, "buffer.sqlite")
        self.sound_folder = os.path.join(folder, "sound")
        shutil.copytree(self.hall.state, self.sound_folder)
        self.rows = rows_of(os.path.join(self.sound_folder, "buffer", "buffer.sqlite"))
        with open(self.file, "rb") as file:
            self.bytes = file.read()

    def _open(self, visits):
        """A life of the kiosk without a courier; what it says of its buffer."""
        done = subprocess.run(self.hall.rig_command(visits, self.chance.randrange(1 << 30), "--batched"),
                              capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise Failed(f"the kiosk ended with {done.returncode}: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])

    def flips(self, bit):
        """One bit of the sound file, then a start of the kiosk."""
        shutil.rmtree(self.hall.state)
        shutil.copytree(self.sound_folder, self.hall.state)
        flipped = bytearray(self.bytes)
        flipped[bit // 8] ^= 1 << bit % 8
        with open(self.file, "wb") as file:
            file.write(flipped)
        return self._open(0)

    def a_bit_of(self, row):
        """Somewhere in the content or the hash of that row."""
        part = self.chance.choice([row[6], row[7]])
        return (self.bytes.index(part) + self.chance.randrange(len(part))) * 8 + self.chance.randrange(8)

    def kept(self):
        kept = rows_of(self.file)
        for identity, row in kept.items():
            # A salvaged row belongs to another file's period, which its hash covers.
            written = self.rows.get(identity)
            if written is None or (written[1], *written[3:7]) != (row[1], *row[3:7]):
                raise Failed(f"a row that was altered is kept: {identity.hex()}")
        return kept


def run(work, folder, flips, seed):
    """(flips in rows, flips anywhere, rows that the latter cost)"""
    scene = Scene(work, folder, seed)
    in_rows = anywhere = cost = 0
    for _ in range(flips):
        if scene.chance.random() < IN_ROWS_SHARE:
            row = scene.chance.choice(list(scene.rows.values()))
            status = scene.flips(scene.a_bit_of(row))
            missing = scene.rows.keys() - scene.kept().keys()
            if missing != {row[0]} or status["rows_damaged"] != 1 or status["files_set_aside"]:
                raise Failed(f"a flipped row: {len(missing)} rows are missing, said is {status}")
            in_rows += 1
        else:
            bit = scene.chance.randrange(len(scene.bytes) * 8)
            status = scene.flips(bit)
            missing = scene.rows.keys() - scene.kept().keys()
            if missing and not status["rows_damaged"] and not status["files_set_aside"]:
                raise Failed(f"bit {bit % 8} of byte {bit // 8}: {len(missing)} rows are gone without a word")
            anywhere += 1
            cost += len(missing)
    return in_rows, anywhere, cost
