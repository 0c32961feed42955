"""A slip before npos, a reader of ESC/POS made by others (npm, its version in npos/package.json); the counterpart of
escpos_reader.py. It splits the bytes into commands, gives the letters and draws `GS v 0`; pictures sent in another
way and symbols that the printer draws are split off and not drawn.
"""
import json
import os
import subprocess

from escpos_reader import MARGIN_DOTS, Refused

# As iconv-lite, which npos reads letters with, calls the pages of `otklik printer models`.
PAGE_NAMES = {"CP437": "cp437", "CP858": "cp858", "CP866": "cp866", "CP1251": "win1251", "CP1252": "win1252"}


class Slip:
    def __init__(self, told, width):
        self.texts = told["texts"]
        self.links = told["links"]
        self.cuts = told["cuts"]
        self.is_presented = told["is_presented"]
        self.undrawn = told["undrawn"]
        margin = bytes(MARGIN_DOTS)
        self.rows = [margin + bytes(int(dot) for dot in line.ljust(width, "0")) + margin for line in told["lines"]]
        if any(len(row) != width + 2 * MARGIN_DOTS for row in self.rows):
            raise Refused("a picture wider than the paper")


def reader_in(folder):
    """read_slip by the npos that `npm ci` laid into that folder."""
    script = os.path.join(folder, "read.cjs")

    def read_slip(data, model):
        pages = {number: PAGE_NAMES[name] for name, number in model["code_pages"].items()}
        # npos still makes buffers in a way that Node.js warns of.
        told = json.loads(subprocess.run(["node", "--no-deprecation", script, json.dumps(pages)], input=data, check=True,
                                         capture_output=True).stdout)
        if "refused" in told:
            raise Refused(told["refused"])
        return Slip(told, model["width_dots"])

    return read_slip
