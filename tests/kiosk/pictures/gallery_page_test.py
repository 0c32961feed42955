"""The gallery's page (scripts/screens): of real pictures, one file, everything on it, nothing from elsewhere."""
import base64
import html.parser
import json
import math
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "scripts", "lib"))

from screens_page import caption_of, chunks_of, form_of, id_of, page_of, without_repetitions  # noqa: E402

PROGRAMS = sys.argv.pop(1)


class Page(html.parser.HTMLParser):
    """What a browser would find on the page."""

    def __init__(self, text):
        super().__init__()
        self.open = []
        self.pictures = []
        self.elsewhere = []
        self.ids = []
        self.figures = []
        self.script = None
        self.data = {}
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "section":
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        if tag == "figure":
            self.figures.append(values["id"])
        if tag == "canvas" and "aria-label" in values:
            self.pictures.append(values)
        if tag == "script":
            self.script = values.get("id")
        for name in ("src", "href", "action"):
            value = values.get(name) or ""
            if value and not value.startswith("#"):
                self.elsewhere.append(value)
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "script" and self.script:
            self.data[self.script] = data

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag


class GalleryPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        path = cls.folder.name
        done = subprocess.run([sys.executable, os.path.join(ROOT, "scripts", "lib", "screens.py"), path, "--no-build",
                               "--programs", PROGRAMS, "--series", "7-inch-coarse", "--filter", "reception-thanks"],
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        with open(os.path.join(path, "screens.html"), encoding="utf-8") as file:
            cls.text = file.read()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_page_needs_nothing_beside_it(self):
        page = Page(self.text)
        self.assertEqual(page.open, [])
        self.assertEqual(page.elsewhere, [])
        self.assertEqual(os.listdir(self.folder.name), ["screens.html"])

    def test_every_screen_has_a_heading_and_its_pictures_in_both_languages(self):
        page = Page(self.text)
        self.assertIn("reception-thanks-no-printer", page.ids)
        self.assertEqual(len(page.pictures), 2 * len(page.ids))
        self.assertTrue(all(picture["aria-label"] for picture in page.pictures))

    def test_every_screen_and_every_picture_is_linked_to_once(self):
        page = Page(self.text)
        self.assertEqual(sorted(page.links), sorted("#" + name for name in page.ids + page.figures))
        self.assertIn("reception-thanks.7-inch-coarse.en", page.figures)

    def test_the_tiles_of_each_picture_cover_it_and_are_on_its_sheet(self):
        page = Page(self.text)
        recipes = json.loads(zlib.decompress(base64.b85decode(page.data["pictures"])))
        self.assertEqual(len(recipes), len(page.figures))
        sheet = base64.b85decode(page.data["sheet-7-inch-coarse"])
        self.assertEqual(sheet[:8], b"\x89PNG\r\n\x1a\n")
        sheet_width, sheet_height = struct.unpack(">II", sheet[16:24])
        rows = zlib.decompress(b"".join(data for kind, data in chunks_of(sheet) if kind == b"IDAT"))
        self.assertEqual(len(rows), sheet_height * (1 + sheet_width))
        for recipe in recipes:
            self.assertEqual((recipe["sheet"], recipe["width"], recipe["height"]), ("7-inch-coarse", 400, 240))
            across, down = recipe["tile"]
            runs = list(zip(recipe["runs"][::2], recipe["runs"][1::2]))
            self.assertEqual(sum(abs(count) for _, count in runs), math.ceil(400 / across) * math.ceil(240 / down))
            self.assertEqual(sheet_width, recipe["columns"] * across)
            last = max(first + max(count, 1) for first, count in runs)
            self.assertLessEqual(last, recipe["columns"] * (sheet_height // down))

    def test_the_same_picture_stands_on_it_once(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "portrait.png"), "wb") as file:
                file.write(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 9, b"IDAT") + zlib.compress(b"\0")
                           + struct.pack(">I", 0))

            def picture(scene, tile, language="ru"):
                return {"file": "portrait.png", "series": "portrait", "scene": scene, "language": language,
                        "theme": "light", "large": False, "width_px": 1080, "height_px": 1920, "width_mm": 267.84,
                        "height_mm": 476.16, "heading": "<Спасибо>",
                        "tiles": {"width": 40, "height": 32, "columns": 48, "runs": [tile, -840]}}
            pictures = [picture("a-thanks", 1), picture("b-thanks", 1), picture("b-thanks", 1, "en"),
                        picture("b-01-rate", 2)]
            kept = [id_of(one) for one in without_repetitions(pictures)]
            self.assertEqual(kept, ["a-thanks.portrait.ru", "b-thanks.portrait.en", "b-01-rate.portrait.ru"])
            self.assertEqual(caption_of(pictures[0]), "21.5″ upright · 1080 × 1920 · Russian")
            page = Page(page_of(pictures, folder, 2))
            self.assertEqual({one["aria-label"] for one in page.pictures}, {"<Спасибо>"})
            self.assertEqual(page.figures, ["a-thanks.portrait.ru", "b-thanks.portrait.en", "b-01-rate.portrait.ru"])

    def test_screens_are_put_to_their_forms(self):
        self.assertEqual([form_of(name) for name in ("service-02-criteria", "staff-idle", "out-of-service")],
                         ["service", "staff", ""])

    def test_what_cannot_be_drawn_is_said_and_not_written(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, os.path.join(ROOT, "scripts", "lib", "screens.py"), folder,
                                   "--no-build", "--programs", PROGRAMS, "--series", "7-inch", "--filter", "nothing"],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(done.stderr, "error: no screen's name holds \"nothing\"\n")
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    unittest.main()
