"""The gallery's page (scripts/screens): of real pictures, one file, everything on it, nothing from elsewhere."""
import html.parser
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "scripts", "lib"))

from screens_page import caption_of, form_of, page_of, without_repetitions  # noqa: E402

PROGRAMS = sys.argv.pop(1)


class Page(html.parser.HTMLParser):
    """What a browser would find on the page."""

    def __init__(self, text):
        super().__init__()
        self.open = []
        self.pictures = []
        self.elsewhere = []
        self.ids = []
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "section":
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        if tag == "img" and "src" in values:
            self.pictures.append(values)
        for name in ("src", "href", "action"):
            value = values.get(name) or ""
            if value and not value.startswith(("data:image/png;base64,", "#")):
                self.elsewhere.append(value)
        if tag not in ("meta", "img", "input", "br"):
            self.open.append(tag)

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

    def test_every_screen_has_a_heading_a_link_and_its_pictures_in_both_languages(self):
        page = Page(self.text)
        self.assertIn("reception-thanks-no-printer", page.ids)
        self.assertEqual(page.links, ["#" + name for name in page.ids])
        self.assertEqual(len(page.pictures), 2 * len(page.ids))
        self.assertTrue(all(picture["alt"] for picture in page.pictures))

    def test_the_same_picture_stands_on_it_once(self):
        with tempfile.TemporaryDirectory() as folder:
            def picture(scene, content, language="ru"):
                name = f"{scene}-{language}.png"
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(content)
                return {"file": name, "series": "portrait", "scene": scene, "language": language, "theme": "light",
                        "large": False, "width_px": 1080, "height_px": 1920, "width_mm": 267.84,
                        "height_mm": 476.16, "heading": "<Спасибо>"}
            pictures = [picture("a-thanks", b"1"), picture("b-thanks", b"1"), picture("b-thanks", b"1", "en"),
                        picture("b-01-rate", b"2")]
            kept = [one["file"] for one, _ in without_repetitions(pictures, folder)]
            self.assertEqual(kept, ["a-thanks-ru.png", "b-thanks-en.png", "b-01-rate-ru.png"])
            self.assertEqual(caption_of(pictures[0]), "21.5″ upright · 1080 × 1920 · Russian")
            page = Page(page_of(pictures, folder))
            self.assertEqual({one["alt"] for one in page.pictures}, {"<Спасибо>"})

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
