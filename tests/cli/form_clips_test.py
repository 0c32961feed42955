"""`otklik form clips`: what is to be recorded of a form, and a bundle with the recordings.

usage: form_clips_test.py OTKLIK OTKLIK_KIOSK SOURCE_FOLDER
"""

import functools
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


@functools.lru_cache
def sample_clips(language: str) -> dict[str, str]:
    """Of the sample form as it is: asked once, since a kiosk goes through all of its visits for it."""
    return clips(SOURCE / "config/forms/reception", language)


def record(file: pathlib.Path):
    with wave.open(str(file), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(16000)
        recording.writeframes(b"\1\0" * 800)


def form_in(folder: pathlib.Path, survey: list[str], choices: list[str]) -> pathlib.Path:
    """A form in Russian of these rows: type, name, label, choice_filter, relevant."""
    folder.mkdir()
    (folder / "survey.csv").write_text(
        "\n".join(["type,name,label::Русский (ru),choice_filter,relevant", *survey]) + "\n")
    (folder / "choices.csv").write_text(
        "\n".join(["list_name,name,label::Русский (ru),of", *choices]) + "\n")
    (folder / "settings.csv").write_text(
        "form_title,form_id,version,default_language,style,otk:audience,otk:direction\n"
        "Проба,probe,2026112701,Русский (ru),pages,external,service\n")
    return folder


class FormClips(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="otklik-clips-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.form = self.folder / "forms" / "reception"
        shutil.copytree(SOURCE / "config/forms/reception", self.form)

    def test_every_sentence_of_a_visit_has_one_file(self):
        listed = sample_clips("ru")
        said = list(listed.values())
        self.assertEqual(len(said), len(set(said)))
        for sentence in ["Как вас сегодня обслужили?", "Плохо", "Долго ждать", "Готово", "Дальше",
                         "Спасибо!", "Вы ещё здесь?", "Прослушать", "Обычно"]:
            self.assertIn(sentence, said)
        for file in listed:
            self.assertRegex(file, r"^[A-Za-z0-9_-]+-[0-9a-f]{8}-ru\.wav$")
        self.assertIn("Long wait", sample_clips("en").values())

    def test_what_comes_only_after_certain_answers_is_listed(self):
        causes = [f"Причина {mark}-{number}" for mark in range(1, 8) for number in (1, 2)]
        form = form_in(
            self.folder / "filtered",
            ["select_one mark,rating,Как вас обслужили?,,",
             "select_one cause,cause,Почему так?,of = ${rating},",
             "text,thanks,Что похвалить?,,${rating} = 7",
             "select_one mark,again,Придёте ещё?,,${cause} = '3-2'"],
            [f"mark,{mark},Оценка {mark}," for mark in range(1, 8)] +
            [f"cause,{cause.split()[1]},{cause},{cause.split()[1][0]}" for cause in causes])
        done = run(OTKLIK, "form", "clips", form)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        said = list(json.loads(done.stdout).values())
        for sentence in [*causes, "Что похвалить?", "Придёте ещё?", "Последний вопрос",
                         "Оценка записана", "Ваша оценка записана", "Ваши ответы записаны"]:
            self.assertIn(sentence, said)
        self.assertEqual(len(said), len(set(said)))

    def test_what_is_said_of_hidden_personal_data_is_listed(self):
        hidden = [sentence for file, sentence in sample_clips("ru").items()
                  if file.startswith("wish-hidden-")]
        for datum in ["Номер телефона", "Адрес почты", "СНИЛС", "Личные данные"]:
            self.assertTrue(any(sentence.startswith(datum) for sentence in hidden), datum)
        self.assertEqual(len(hidden), 7)

    def test_that_only_a_sample_of_the_answers_was_gone_through_is_told(self):
        names = [f"q{number}" for number in range(16)]
        rest = " and ".join(f"${{{name}}} = 1" for name in names)
        form = form_in(
            self.folder / "many",
            [f"select_one mark,{name},Вопрос {name}?,," for name in names] +
            [f"text,last,Всё плохо?,,{rest}"],
            [f"mark,{mark},Оценка {mark}," for mark in (1, 2)])
        done = run(OTKLIK, "form", "clips", form)
        self.assertEqual(done.returncode, 0)
        self.assertIn("too many combinations of answers", done.stderr)
        said = json.loads(done.stdout).values()
        for name in names:
            self.assertIn(f"Вопрос {name}?", said)

    def test_what_changes_with_time_or_place_is_not_recorded(self):
        for sentence in sample_clips("ru").values():
            self.assertNotRegex(sentence, re.compile(r"секунд|Администрация|gorod"))

    def test_a_changed_sentence_is_another_one(self):
        before = sample_clips("ru")
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
        listed = sample_clips("ru")
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
