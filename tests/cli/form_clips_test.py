"""`otklik form clips`: what is to be recorded of a form, and a bundle with the recordings.

usage: form_clips_test.py OTKLIK OTKLIK_KIOSK SOURCE_FOLDER
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import wave

SOURCE = pathlib.Path(sys.argv.pop())
KIOSK = pathlib.Path(sys.argv.pop())
OTKLIK = pathlib.Path(sys.argv.pop())
LIMIT_S = 200


def run(program: pathlib.Path, *words, path: str = "/nowhere"):
    return subprocess.run([str(program), *map(str, words)], capture_output=True, text=True,
                          timeout=LIMIT_S, env={**os.environ, "PATH": path})


def clips(form: pathlib.Path, language: str) -> dict[str, str]:
    done = run(OTKLIK, "form", "clips", form, "--lang", language)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


def record(file: pathlib.Path):
    with wave.open(str(file), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(16000)
        recording.writeframes(b"\1\0" * 800)


class FormClips(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="otklik-clips-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.form = self.folder / "forms" / "reception"
        shutil.copytree(SOURCE / "config/forms/reception", self.form)

    def test_every_sentence_of_a_visit_has_one_file(self):
        listed = clips(self.form, "ru")
        said = list(listed.values())
        self.assertEqual(len(said), len(set(said)))
        for sentence in ["Как вас сегодня обслужили?", "Плохо", "Долго ждать", "Готово", "Дальше",
                         "Спасибо!", "Вы ещё здесь?", "Прослушать", "Обычно"]:
            self.assertIn(sentence, said)
        for file in listed:
            self.assertRegex(file, r"^[A-Za-z0-9_-]+-[0-9a-f]{8}-ru\.wav$")
        self.assertIn("Long wait", clips(self.form, "en").values())

    def test_what_changes_with_time_or_place_is_not_recorded(self):
        for sentence in clips(self.form, "ru").values():
            self.assertNotRegex(sentence, re.compile(r"секунд|Администрация|gorod"))

    def test_a_changed_sentence_is_another_one(self):
        before = clips(self.form, "ru")
        survey = self.form / "survey.csv"
        survey.write_text(survey.read_text().replace("Зачем вы приходили?", "Зачем пришли?"))
        after = clips(self.form, "ru")
        self.assertIn("Зачем пришли?", after.values())
        self.assertEqual(set(before.values()) - set(after.values()), {"Зачем вы приходили?"})
        # Its old recording would be of another file.
        gone = [file for file, sentence in before.items() if sentence == "Зачем вы приходили?"]
        self.assertEqual([file for file in gone if file in after], [])

    def test_the_list_and_its_recordings_make_a_bundle(self):
        made = self.folder / "clips"
        made.mkdir()
        listed = clips(self.form, "ru")
        (made / "ru.json").write_text(json.dumps(listed))
        for file in listed:
            record(made / file)
        done = self.assemble(made)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        (made / next(iter(listed))).unlink()
        done = self.assemble(made)
        self.assertEqual(done.returncode, 0)
        self.assertIn(f"{len(listed) - 1} of {len(listed)} sentences are recorded", done.stderr)
        (made / next(iter(listed))).write_bytes(b"MP3")
        done = self.assemble(made)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no WAV file", done.stderr)

    def assemble(self, made: pathlib.Path):
        return run(OTKLIK, "bundle", "assemble", "--forms", SOURCE / "config/forms",
                   "--profile", SOURCE / "config/profiles/naursky.toml",
                   "--places", SOURCE / "config/places/demo.toml",
                   "--owner", SOURCE / "config/owner/demo.toml",
                   "--calendar", SOURCE / "config/calendar/russia.toml",
                   "--theme", SOURCE / "assets/theme", "--slips", SOURCE / "config/slips",
                   "--texts", SOURCE / "assets/lang", "--clips", made,
                   "--valid-from", "2026-01-01", "--out", self.folder / "bundle")

    def test_what_cannot_be_listed_is_told(self):
        self.assertEqual(run(OTKLIK, "form", "clips", self.form, "--lang", "ce").returncode, 3)
        alone = self.folder / "bin" / "otklik"
        alone.parent.mkdir()
        shutil.copy(OTKLIK, alone)
        done = run(alone, "form", "clips", self.form)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("neither beside otklik nor in PATH", done.stderr)


if __name__ == "__main__":
    unittest.main()
