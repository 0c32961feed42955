"""A slip before npos, a reader of ESC/POS made by others (npm, its version in npos/package.json); the counterpart of
escpos_reader.py. It splits the bytes into commands, gives the letters and draws `GS v 0`; of pictures sent in another
way and of symbols that the printer draws, writers made by others say what they are (npos/writers.cjs).
"""
import base64
import json
import os
import subprocess
import threading

from escpos_reader import MARGIN_DOTS, Refused

# As iconv-lite, which npos reads letters with, calls the pages of `otklik printer models`.
PAGE_NAMES = {"CP437": "cp437", "CP858": "cp858", "CP866": "cp866", "CP1251": "win1251", "CP1252": "win1252"}


class Slip:
    def __init__(self, told, width):
        self.texts = told["texts"]
        self.links = told["links"]
        self.cuts = told["cuts"]
        self.is_presented = told["is_presented"]
        side = bytes(MARGIN_DOTS)
        white = [bytes(width + 2 * MARGIN_DOTS)] * MARGIN_DOTS
        self.rows = white + [side + dots_of(line, width) + side for line in told["lines"]] + white


def dots_of(line, width):
    if len(line) > width:
        raise Refused("a picture wider than the paper")
    return line.ljust(width, "0").encode().translate(bytes.maketrans(b"01", b"\x00\x01"))


class NposReader:
    """npos in a process of its own, which starts once for all slips; it lies where `npm ci` put it."""

    def __init__(self, folder):
        # npos still makes buffers in a way that Node.js warns of.
        command = ["node", "--no-deprecation", os.path.join(folder, "read.cjs")]
        self.node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.turn = threading.Lock()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.node.stdin.close()
        self.node.wait()
        self.node.stdout.close()

    def read_slip(self, data, model):
        pages = {number: PAGE_NAMES[name] for name, number in model["code_pages"].items()}
        order = json.dumps({"pages": pages, "bytes": base64.b64encode(data).decode()}).encode() + b"\n"
        with self.turn:
            self.node.stdin.write(order)
            self.node.stdin.flush()
            answer = self.node.stdout.readline()
        if not answer:
            raise RuntimeError("read.cjs has ended")
        told = json.loads(answer)
        if "refused" in told:
            raise Refused(told["refused"])
        return Slip(told, model["width_dots"])
