"""`otklik form check` with the kiosk's own measuring: beside it, in PATH, not there, broken.

usage: screen_check_test.py OTKLIK OTKLIK_KIOSK SOURCE_FOLDER
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv.pop())
KIOSK = pathlib.Path(sys.argv.pop())
OTKLIK = pathlib.Path(sys.argv.pop())
LIMIT_S = 200


def check(program: pathlib.Path, form: pathlib.Path, *words: str, path: str = "/nowhere"):
    done = subprocess.run([str(program), "form", "check", str(form), "--json", *words],
                          capture_output=True, text=True, timeout=LIMIT_S,
                          env={**os.environ, "PATH": path})
    return done.returncode, json.loads(done.stdout)


def rules(report) -> list[str]:
    return [finding["rule"] for finding in report["findings"]]


class ScreenCheck(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="otklik-screen-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.alone = self.folder / "bin" / "otklik"
        self.alone.parent.mkdir()
        shutil.copy(OTKLIK, self.alone)
        self.form = self.folder / "form"
        shutil.copytree(SOURCE / "config/forms/reception", self.form)

    def put_label(self, text: str):
        survey = self.form / "survey.csv"
        survey.write_text(survey.read_text().replace("Зачем вы приходили?", text))

    def test_a_sample_form_fits(self):
        code, report = check(OTKLIK, self.form)
        self.assertEqual((code, report["findings"]), (0, []))

    def test_a_letter_without_a_picture_and_a_page_without_room_are_errors(self):
        self.put_label("Зачем 😀 вы приходили " + "так неудобно и надолго " * 40 + "?")
        code, report = check(OTKLIK, self.form)
        self.assertEqual(code, 1)
        found = {finding["rule"]: finding for finding in report["findings"]}
        self.assertEqual(found["missing-letter"]["where"], "question direction")
        self.assertIn("U+1F600", found["missing-letter"]["message"])
        self.assertEqual(found["page-does-not-fit"]["where"], "page direction")

    def test_a_kiosk_in_the_path_is_found(self):
        self.put_label("Зачем 😀 вы приходили?")
        code, report = check(self.alone, self.form, path=f"/nowhere:{KIOSK.parent}")
        self.assertEqual((code, rules(report)), (1, ["missing-letter"]))

    def test_no_kiosk_is_told_and_no_error(self):
        code, report = check(self.alone, self.form)
        self.assertEqual((code, rules(report)), (0, ["screen-not-checked"]))
        self.assertEqual(report["findings"][0]["severity"], "note")

    def test_a_kiosk_that_fails_is_told(self):
        broken = self.alone.parent / "otklik-kiosk"
        for words, said in [("echo no json", "line 1"), ("exit 7", "ended with 7"),
                            ("kill -9 $$", "ended with 137")]:
            broken.write_text("#!/bin/sh\n" + words + "\n")
            broken.chmod(0o755)
            code, report = check(self.alone, self.form, path=os.environ["PATH"])
            self.assertEqual((code, rules(report)), (0, ["screen-not-checked"]))
            self.assertIn(said, report["findings"][0]["message"])

    def test_a_panel_that_is_none_is_refused(self):
        for panel in ["10.1", "7:480x800"]:
            done = subprocess.run([str(OTKLIK), "form", "check", str(self.form), "--panel", panel],
                                  capture_output=True, text=True, timeout=LIMIT_S)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn("--panel", done.stderr)

    def test_the_kiosk_says_the_same_to_people(self):
        compiled = self.folder / "form.json"
        subprocess.run([str(OTKLIK), "form", "build", str(self.form), "--out", str(compiled)],
                       check=True, stdout=subprocess.DEVNULL)
        done = subprocess.run([str(KIOSK), "--check-form", str(compiled)], capture_output=True,
                              text=True, timeout=LIMIT_S)
        self.assertEqual((done.returncode, done.stdout), (
            0, "everything fits:\n" + "".join(
                f'  21.5" {pixels} at {size} %\n'
                for pixels in ["1080x1920", "1920x1080"] for size in [100, 200])))
        compiled.write_text("{}")
        done = subprocess.run([str(KIOSK), "--check-form", str(compiled)], capture_output=True,
                              text=True, timeout=LIMIT_S)
        self.assertEqual(done.returncode, 2)
        self.assertIn("form.json", done.stderr)


if __name__ == "__main__":
    unittest.main()
