"""Feeds scripts/tidy.py small trees, a good one and one for each fault, and expects its findings."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TIDY = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "tidy.py"

GOOD = {
    "CMakeLists.txt": "otk_add_rooms(\n  core/base\n  core/config\n  kiosk)\nadd_subdirectory(tests)\n",
    "core/base/CMakeLists.txt": "otk_room(core/base SOURCES json.cpp)\n",
    "core/base/json.h": "#pragma once\n#include <string>\n",
    "core/base/json.cpp": '#include "core/base/json.h"\n#include <nlohmann/json.hpp>\n',
    "core/config/CMakeLists.txt": "otk_room(core/config SOURCES settings.cpp)\n",
    "core/config/settings.cpp": '#include "core/base/json.h"\n    {Kiosk, "place", Text, "", "", ""},\n',
    "docs/SETTINGS.md": "## otklik-kiosk: `[kiosk]`\n\n| `place` | text | | |\n",
    "docs/GUIDE.md": "[settings](SETTINGS.md) [code](../core/base) [web](https://example.org)\n",
    "kiosk/CMakeLists.txt": "otk_room(kiosk SOURCES model/model.cpp screens/rate.cpp)\n",
    "kiosk/model/model.h": "#pragma once\n",
    "kiosk/model/model.cpp": '#include "kiosk/model/model.h"\n',
    "kiosk/screens/rate.cpp": '#include <imgui.h>\n#include "kiosk/model/model.h"\n',
    "tests/CMakeLists.txt": "otk_test(core/base SOURCES json_test.cpp)\n",
    "tests/json_test.cpp": "#include <catch2/catch.hpp>\n",
    "assets/lang/ru.po": 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=0;\\n"\n\n'
                         'msgid "Hello {name}"\nmsgstr "Привет, {name}"\n\n'
                         'msgid "{n} left"\nmsgid_plural "{n} left"\nmsgstr[0] "{n} а"\n'
                         'msgstr[1] "{n} б"\nmsgstr[2] "{n} в"\n',
    "assets/lang/en.po": 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=0;\\n"\n\n'
                         'msgid "Hello {name}"\nmsgstr "Hello {name}"\n\n'
                         'msgid "{n} left"\nmsgid_plural "{n} left"\nmsgstr[0] "{n} a"\n'
                         'msgstr[1] "{n} b"\n',
}


def with_line(path: str, line: str) -> dict:
    return {path: GOOD[path] + line + "\n"}


def with_change(path: str, old: str, new: str) -> dict:
    assert old in GOOD[path]
    return {path: GOOD[path].replace(old, new)}


SERVER_TEXT = {
    "server/CMakeLists.txt": "otk_room(server SOURCES page.cpp)\n",
    "assets/lang/server/ru.po": 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=0;\\n"\n\n'
                                'msgid "Good day"\nmsgstr "Добрый день"\n',
    **with_change("CMakeLists.txt", "kiosk)", "kiosk\n  server)"),
}

# name: (files laid over the good tree, the finding that must come)
FAULTS = {
    "storey upwards": (with_line("core/base/json.h", '#include "core/config/settings.cpp"'),
                       "core/base may not include core/config"),
    "model sees a screen": (
        {"kiosk/screens/rate.h": "#pragma once\n",
         **with_line("kiosk/model/model.cpp", '#include "kiosk/screens/rate.h"')},
        "kiosk/model may not include kiosk/screens"),
    "process sees another": (
        {"sync/CMakeLists.txt": "x(a.cpp)\n", "sync/a.cpp": '#include "kiosk/model/model.h"\n',
         **with_change("CMakeLists.txt", "kiosk)", "kiosk\n  sync)")},
        "sync may not include kiosk/model"),
    "pure room reads the disk": (with_line("kiosk/model/model.cpp", "#include <fstream>"),
                                 "is pure and may not include <fstream>"),
    "library in two places": (with_line("kiosk/screens/rate.cpp", "#include <nlohmann/json.hpp>"),
                              "nlohmann-json shows only in core/base/json.cpp"),
    "library in our header": (
        {"kiosk/screens/rate.h": "#pragma once\n#include <imgui.h>\n"},
        "a header of ours shows Dear ImGui"),
    "library without a row": (with_line("core/base/json.cpp", "#include <yaml-cpp/yaml.h>"),
                              "<yaml-cpp/yaml.h> is no library of THIRD_PARTIES"),
    "include that is no file": (with_line("core/base/json.cpp", '#include "json_parts.h"'),
                                '"json_parts.h" is no file of ours'),
    "header without pragma once": ({"core/base/json.h": "#include <string>\n"},
                                   "a header without #pragma once"),
    "source in no list": ({"core/base/lost.cpp": "\n"}, "is in no CMakeLists.txt"),
    "source whose name ends like a listed one": ({"core/base/son.cpp": "\n"},
                                                 "is in no CMakeLists.txt"),
    "folder that nobody enters": (with_change("CMakeLists.txt", "core/config\n", ""),
                                  "no other CMakeLists.txt enters this folder"),
    "room without a row": ({"core/magic/a.h": "#pragma once\n"}, "belongs to no room"),
    "missing text": (with_change("assets/lang/en.po", 'msgid "Hello {name}"', 'msgid "Bye {name}"'),
                     'the text "Hello {name}" is missing'),
    "untranslated text": (with_change("assets/lang/ru.po", "Привет, {name}", ""), "is not translated"),
    "lost placeholder": (with_change("assets/lang/ru.po", "Привет, {name}", "Привет"),
                         "lacks a placeholder of its key"),
    "foreign placeholder": (with_change("assets/lang/ru.po", "Привет, {name}", "{name} {who}"),
                            "has a placeholder that its key does not have"),
    "missing plural form": (with_change("assets/lang/ru.po", 'msgstr[2] "{n} в"\n', ""),
                            "2 forms, 3 expected"),
    "fuzzy text": (with_line("assets/lang/ru.po", "#, fuzzy"), "a fuzzy entry is not finished"),
    "unknown text in code": (
        with_line("kiosk/screens/rate.cpp", 'draw(catalogue.text("Good day"));'),
        'no catalogue has the text "Good day"'),
    "unknown text in the server's code": (
        {**SERVER_TEXT, "server/page.cpp": 'draw(texts().text(\n    "Good evening"));\n'},
        'no catalogue has the text "Good evening"'),
    "text of the server that nobody asks for": (
        {**SERVER_TEXT, "server/page.cpp": "\n"}, 'nobody asks for the text "Good day"'),
    "undocumented setting": (with_line("core/config/settings.cpp", '{Syncd, "proxy", Text},'),
                             "syncd.proxy is not documented"),
    "unknown setting in code": (
        with_line("kiosk/screens/rate.cpp", 'config.text("kiosk.colour");'),
        "kiosk.colour is no row of core/config/settings.cpp"),
    "dead link": (with_line("docs/GUIDE.md", "[gone](GONE.md)"), "the link GONE.md is dead"),
    "link that leaves": (with_line("docs/GUIDE.md", "[out](../../x.md)"), "leads out of the project"),
    "path of a machine": (with_line("docs/GUIDE.md", "see /" + "work/main"), "path of one machine"),
    "unfinished work": (with_line("core/base/json.cpp", "// TO" + "DO later"), "unfinished work"),
    "catch everything": (with_line("core/base/json.cpp", "} catch (.." + ".) {"), "catches everything"),
    "half a merge": (with_line("docs/GUIDE.md", "<" * 7 + " HEAD"), "neither was chosen"),
}


def run_tidy(files: dict) -> tuple[int, str]:
    with tempfile.TemporaryDirectory(prefix="otklik-tidy-") as name:
        for path, text in files.items():
            file = pathlib.Path(name) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, str(TIDY), name], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


class Tidy(unittest.TestCase):
    def test_a_good_tree_passes(self):
        code, said = run_tidy(GOOD)
        self.assertEqual(code, 0, said)

    def test_each_fault_is_found(self):
        for name, (files, expected) in FAULTS.items():
            with self.subTest(name):
                code, said = run_tidy({**GOOD, **files})
                self.assertEqual(code, 1, said)
                self.assertIn(expected, said)


if __name__ == "__main__":
    unittest.main()
