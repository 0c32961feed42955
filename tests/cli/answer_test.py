"""`otklik form answer` as another engine's test sees it: a co-process that is asked line by line.

usage: answer_test.py OTKLIK SOURCE_FOLDER
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv.pop())
OTKLIK = sys.argv.pop()
LIMIT_S = 20
RECEPTION = str(SOURCE / "config/forms/reception")


class Script:
    """A running `form answer`; every question waits for its one line."""

    def __init__(self, *words: str):
        self.process = subprocess.Popen([OTKLIK, "form", "answer", *words], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, encoding="utf-8")

    def ask(self, command) -> dict:
        line = command if isinstance(command, str) else json.dumps(command)
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=LIMIT_S)
        return self.process.returncode, out, err


class Answer(unittest.TestCase):
    def test_a_dissatisfied_visit_of_the_reception_form(self):
        script = Script(RECEPTION)
        self.assertEqual(
            script.ask({"next": True}),
            {"page": ["rating"], "values": {"channel": "kiosk"},
             "errors": ["question rating: required: an answer is needed"], "finished": False})
        self.assertEqual(
            script.ask({"answer": ["rating", "2"]})["values"], {"channel": "kiosk", "rating": "2"})
        self.assertEqual(script.ask({"next": True})["page"], ["reasons"])
        # The values stand in the list's order, whatever the order of the taps.
        state = script.ask({"answer": ["reasons", "politeness waiting"]})
        self.assertEqual(state["values"]["reasons"], "waiting politeness")
        self.assertEqual(script.ask({"next": True})["page"], ["direction"])
        self.assertEqual(script.ask({"next": True})["page"], ["wish"])
        self.assertEqual(script.ask({"back": True})["page"], ["direction"])
        script.ask({"next": True})
        finished = script.ask({"next": True})
        self.assertEqual((finished["page"], finished["errors"], finished["finished"]),
                         ([], [], True))
        self.assertEqual(script.end(), (0, "", ""))

    def test_every_line_gives_one_line_and_a_bad_one_goes_on(self):
        lines = ["", "{", '{"answer":["rating","5"]}', "x" * 100_000, '{"next":true}\r',
                 '{"answer":["rating","9"]}']
        done = subprocess.run([OTKLIK, "form", "answer", RECEPTION], input="\n".join(lines),
                              capture_output=True, text=True, timeout=LIMIT_S)
        states = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(states), len(lines))
        self.assertEqual([len(state["errors"]) for state in states], [1, 1, 0, 1, 0, 1])
        self.assertEqual(states[4]["page"], ["liked"])
        self.assertEqual(states[5]["values"]["rating"], "5")
        self.assertEqual(done.returncode, 0)

    def test_a_compiled_form_the_messages_language_and_the_channel(self):
        with tempfile.TemporaryDirectory(prefix="otklik-answer-") as folder:
            compiled = str(pathlib.Path(folder) / "service.json")
            subprocess.run([OTKLIK, "form", "build", str(SOURCE / "config/forms/service"), "--out",
                            compiled], check=True, stdout=subprocess.DEVNULL)
            script = Script(compiled, "--lang", "en", "--channel", "web", "--day", "2026-11-22")
            state = script.ask({"answer": ["needs", "none online"]})
            self.assertEqual(state["errors"],
                             ["question needs: constraint: “Nothing was missing” stands alone"])
            self.assertEqual(state["values"], {"channel": "web", "needs": "online none"})
            self.assertEqual(script.end()[0], 0)

    def test_labels_and_months_in_the_language_that_is_asked_for(self):
        form = """| survey |
|  | type | name | label::Русский (ru) | label::English (en) | calculation |
|  | select_one towns | town | Город? | Town? | |
|  | calculate | named | | | jr:choice-name(${town}, '${town}') |
|  | calculate | month | | | format-date('2026-05-01', '%b') |
| choices |
|  | list_name | name | label::Русский (ru) | label::English (en) |
|  | towns | spb | Петербург | St Petersburg |
"""
        with tempfile.TemporaryDirectory(prefix="otklik-answer-") as folder:
            source = pathlib.Path(folder) / "towns.md"
            source.write_text(form, encoding="utf-8")
            for words, named in [((), ("Петербург", "май")), (("--lang", "ru"), ("Петербург", "май")),
                                 (("--lang", "en"), ("St Petersburg", "May"))]:
                script = Script(str(source), *words)
                self.assertNotIn("named", script.ask({"back": True})["values"])
                values = script.ask({"answer": ["town", "spb"]})["values"]
                self.assertEqual((values["named"], values["month"]), named)
                self.assertEqual(script.end(), (0, "", ""))

    def test_one_seed_is_one_visit(self):
        # Park and Miller's first draw of a seed s is (16807 s mod 2147483647 - 1) / 2147483646:
        # of 1 nearly 0, of 200000 it is 0.565.
        form = """| survey |
|  | type | name | label::ru | relevant |
|  | note | rare | Вам повезло | random() < 0.5 |
|  | text | wish | Пожелание | |
"""
        with tempfile.TemporaryDirectory(prefix="otklik-answer-") as folder:
            source = pathlib.Path(folder) / "lottery.md"
            source.write_text(form, encoding="utf-8")
            for words, page in [((), "rare"), (("--seed", "1"), "rare"),
                                (("--seed", "200000"), "wish")]:
                script = Script(str(source), *words)
                self.assertEqual(script.ask({"answer": ["wish", ""]})["page"], [page])
                self.assertEqual(script.end(), (0, "", ""))
            code, out, err = Script(str(source), "--seed", "-1").end()
            self.assertEqual((code, out), (3, ""))
            self.assertIn("--seed", err)

    def test_what_cannot_be_played_is_refused_before_the_first_line(self):
        with tempfile.TemporaryDirectory(prefix="otklik-answer-") as name:
            folder = pathlib.Path(name)
            (folder / "survey.csv").write_text("type,name,label::ru\nslider,a,А\ntext,b,\n")
            (folder / "settings.csv").write_text(
                "form_id,version,default_language,otk:audience,otk:direction\n"
                "f,1,ru,external,service\n")
            code, out, err = Script(str(folder)).end()
            self.assertEqual((code, out), (3, ""))
            self.assertIn('survey, row 2, column A (type), "slider": there is no type', err)
            self.assertIn("survey, row 3, column C (label::ru): no text in the language ru", err)
        for words, said in [(("--lang", "tt"), "it has ru, en"), (("--day", "today"), "YYYY-MM-DD")]:
            code, out, err = Script(RECEPTION, *words).end()
            self.assertEqual((code, out), (3, ""))
            self.assertIn(said, err)


if __name__ == "__main__":
    unittest.main()
