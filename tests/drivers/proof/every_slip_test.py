"""Every model's slip, its symbol drawn by the printer and sent as a picture, is read by a reader that has nothing of
the product (escpos_reader.py): no byte is refused, the letters are the template's, zbarimg reads the link.
That the reader is strict is seen by slips of which any one byte is missing.

usage: every_slip_test.py OTKLIK TEMPLATE [--once] [--npos FOLDER]
--once: each model prints one slip, its symbol as the model does it by itself; else in every language, of every
length, its symbol both ways.
--npos: the reader is npos with other people's writers, as npos_reader.py says (scripts/test-slips).
Prints one line for each slip that is not so, and how many were read.
"""
import argparse
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import escpos_reader
from escpos_reader import MARGIN_DOTS, Refused
from npos_reader import NposReader

FIELDS = {"address": "gorod.example/7K2F", "place": "Зал 2, окно 7", "until": "31.12.2026"}
SHORT = "https://gorod.example/7K2F"
# Languages of the slip and the link: of the shipped length, of the peers', the longest.
ORDERS = [("ru", SHORT), ("en", "https://gorod.example/opros/" + "x" * 52), ("ru+en", "https://gorod.ru/" + "y" * 283)]
STRICT_AT = {"epson-tm-t20iii", "bixolon-srp-350iii", "custom-vkp80iii"}
DRAWN_BY = ["picture", "printer"]


def write_png(path, rows):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    grey = bytes.maketrans(b"\x00\x01", b"\xff\x00")
    pixels = b"".join(b"\x00" + row.translate(grey) for row in rows)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels, 1)) +
                   chunk(b"IEND", b""))


def filled(text):
    return re.sub(r"\{(\w+)\}", lambda field: FIELDS[field[1]], text.replace("[", "").replace("]", ""))


def blocks_of(template, language):
    """The template's texts in reading order: (is it beside the symbol, text)."""
    found = []
    for line in template["lines"]:
        texts = [(True, beside["text"]) for beside in line.get("beside", [])]
        if "text" in line:
            texts = [(False, line["text"])]
        for beside, text in texts:
            said = []
            for code in language.split("+"):
                if filled(text[code]) not in said:
                    said.append(filled(text[code]))
            found += [(beside, each) for each in said]
    return found


def words_of(texts):
    return " ".join(texts).split()


def has_letters(text, model):
    """Whether one of the printer's pages has them all, so that it must be printed and not drawn."""
    def page_has(page):
        try:
            return bool(text.replace("\n", "").encode(page.lower()))
        except UnicodeEncodeError:
            return False

    return any(page_has(page) for page in model["code_pages"])


def faults_of(slip, model, template, language, link):
    told = blocks_of(template, language)
    blocks = [(beside, text) for beside, text in told if has_letters(text, model)]
    everything = words_of(text for _, text in blocks)
    below = words_of(text for beside, text in blocks if not beside)
    # A text that is drawn is drawn line by line: a line of it whose letters the printer has is printed.
    drawn = words_of(text for beside, text in told if not has_letters(text, model))
    printed = [word for word in words_of(slip.texts) if word in everything or not (word in drawn and has_letters(word, model))]
    # Words beside a symbol that is a picture are in that picture; where they have no room there, they are
    # printed below it like those of a symbol that the printer draws.
    if printed != everything and (model["native_qr"] or printed != below):
        yield f"letters: {printed} and not {everything}"
    if slip.links != ([link] if model["native_qr"] else []):
        yield f"links of the printer's own symbols: {slip.links}"
    if slip.cuts != (model["cutter"] != "none"):
        yield f"{slip.cuts} cuts"
    if slip.is_presented != (model["presenter"] != "none"):
        yield "presented or not"
    if slip.rows and len(slip.rows[0]) != model["width_dots"] + 2 * MARGIN_DOTS:
        yield "not of the paper's width"


def unseen_losses(data, model, template, language, link):
    """The offsets at which a byte may be missing and nothing is wrong with the slip."""
    for at in range(len(data)):
        try:
            slip = escpos_reader.read_slip(data[:at] + data[at + 1:], model)
        except Refused:
            continue
        if not list(faults_of(slip, model, template, language, link)):
            yield at


class Reading:
    def __init__(self, otklik, template_file, folder, reader):
        self.otklik = otklik
        self.reader = reader
        self.folder = folder
        self.template_file = template_file
        with open(template_file, encoding="utf-8") as file:
            self.template = json.load(file)

    def models(self):
        return json.loads(subprocess.run([self.otklik, "printer", "models", "--json"], check=True,
                                         capture_output=True).stdout)

    def read(self, order):
        """(name, faults, picture, link) of one slip."""
        model, drawn_by, (language, link) = order
        model = dict(model, native_qr=drawn_by == "printer")
        name = f"{model['name']}-{drawn_by}-{language}"
        out = os.path.join(self.folder, name)
        made = subprocess.run(
            [self.otklik, "slip", "render", "--model", model["name"], "--symbol", drawn_by, "--link", link,
             "--template", self.template_file, "--language", language, "--address", FIELDS["address"],
             "--place", FIELDS["place"], "--until", FIELDS["until"], "--out", out + ".bin"],
            capture_output=True, text=True)
        if made.returncode != 0:
            return name, [made.stderr.strip()], None, link
        with open(out + ".bin", "rb") as file:
            data = file.read()
        try:
            slip = self.reader.read_slip(data, model)
        except Refused as refused:
            return name, [str(refused)], None, link
        faults = list(faults_of(slip, model, self.template, language, link))
        if self.reader is escpos_reader and model["name"] in STRICT_AT and drawn_by == "printer" and language == "ru":
            lost = list(unseen_losses(data, model, self.template, language, link))
            faults += [f"bytes {lost} may be missing"] if lost else []
        write_png(out + ".png", slip.rows)
        return name, faults, out + ".png", link


def ways(model, once):
    """Who draws the model's symbol."""
    return ["printer" if model["native_qr"] else "picture"] if once else DRAWN_BY


def zbar_reads(pictures):
    """What zbarimg reads in each."""
    told = subprocess.run(["zbarimg", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", *pictures],
                          capture_output=True, text=True).stdout
    sources = re.findall(r"<source href='([^']*)'>(.*?)</source>", told, re.DOTALL)
    return {href: re.findall(r"<data><!\[CDATA\[(.*?)\]\]></data>", body, re.DOTALL) for href, body in sources}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("otklik")
    parser.add_argument("template")
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--npos", metavar="FOLDER")
    arguments = parser.parse_args()
    once = arguments.once
    readers = NposReader(arguments.npos) if arguments.npos else nullcontext(escpos_reader)
    with readers as reader, tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        reading = Reading(arguments.otklik, arguments.template, folder, reader)
        models = reading.models()
        orders = [(model, drawn_by, order) for model in models for drawn_by in ways(model, once)
                  for order in (ORDERS[:1] if once else ORDERS)]
        slips = list(pool.map(reading.read, orders))
        pictures = [picture for _, _, picture, _ in slips if picture]
        parts = [pictures[at::os.cpu_count()] for at in range(os.cpu_count())]
        read = {}
        for links in pool.map(zbar_reads, parts):
            read.update(links)
        bad = 0
        for name, faults, picture, link in slips:
            if picture and read.get(picture) != [link]:
                faults.append(f"zbarimg reads {read.get(picture)}")
            bad += bool(faults)
            for fault in faults:
                print(f"{name}: {fault}")
    print(f"{len(slips)} slips of {len(models)} models read, of {len(pictures)} the symbol by zbarimg; "
          f"{bad} of them not as meant")
    assert slips and pictures
    return bool(bad)


sys.exit(main())
