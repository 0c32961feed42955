"""Runs scripts/lib/clang_tidy.py over small sources with known faults: each rule's is found, in sources and in
headers; what is clean is not looked at again."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# One fault a line, of each family of rules: text, matcher, data flow, call graph, analyser.
FAULTY = {
    "core/base/first.cpp": """\
#include "core/base/shared.h"
namespace otk {
using shared::unused;
namespace {
int badName(int value) { return value; }
int endless(int depth) { return depth == 0 ? 0 : endless(depth - 1); }
}  // namespace
int first(const int* pointer) {
    if (pointer == nullptr) {
        return *pointer;
    }
    return badName(1) + endless(2);
}
}  // namespace otk
""",
    "core/base/second.cpp": """\
#include "core/base/shared.h"
namespace otk {
namespace {
struct Owner {
    virtual ~Owner() = default;
    virtual int answer() { return 1; }
};
struct Heir : Owner {
    virtual int answer() { return 2; }
};
}  // namespace
int second(int by) {
    int uninitialised;
    uninitialised = 0;
    return Heir().answer() + by / uninitialised;
}
}  // namespace otk
""",
    "core/base/third.cpp": """\
namespace otk {
namespace {
struct Owner {
    Owner(int value) : number(value) {}
    int number;
};
}  // namespace
int third() { return Owner(3).number; }
}  // namespace otk
""",
    "core/base/shared.h": """\
#pragma once
namespace otk::shared {
inline int unused = 1;
struct FaultyHeader {
    FaultyHeader(int value);
    // NOLINTBEGIN(google-explicit-constructor)
    FaultyHeader(double value);
    // NOLINTEND(google-explicit-constructor)
    FaultyHeader(bool value);
};
}
""",
    # Tests are not analysed, all else holds for them.
    "tests/core/base/first_test.cpp": """\
namespace otk {
int divided(int by) {
    int badName = by;
    badName = 0;
    return by / badName;
}
}  // namespace otk
""",
}
EXPECTED = {
    ("core/base/first.cpp", 3, "misc-unused-using-decls"),
    ("core/base/first.cpp", 5, "readability-identifier-naming"),
    ("core/base/first.cpp", 6, "misc-no-recursion"),
    ("core/base/first.cpp", 10, "clang-analyzer-core.NullDereference"),
    ("core/base/second.cpp", 9, "modernize-use-override"),
    ("core/base/second.cpp", 13, "cppcoreguidelines-init-variables"),
    ("core/base/second.cpp", 15, "clang-analyzer-core.DivideZero"),
    ("core/base/third.cpp", 4, "google-explicit-constructor"),
    ("core/base/shared.h", 5, "google-explicit-constructor"),
    ("core/base/shared.h", 9, "google-explicit-constructor"),
    ("tests/core/base/first_test.cpp", 3, "readability-identifier-naming"),
}
FINDING = re.compile(r"^((?:core|tests)/[^:\s]+):(\d+)(?::\d+)?: error: .*\[([^,\]]+)", re.MULTILINE)


class ClangTidy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="otklik-clang-tidy-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        for name in (".clang-tidy", "scripts/lib/packages", "scripts/lib/clang_tidy.py"):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        (self.root / "build").mkdir()
        self.write(FAULTY)

    def write(self, texts):
        for name, text in texts.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text)
        commands = [{"directory": str(self.root / "build"), "file": str(path),
                     "command": f"clang++-14 -I{self.root} -std=c++20 -o {path.stem}.o -c {path}"}
                    for path in sorted(self.root.glob("*/**/*.cpp"))]
        (self.root / "build/compile_commands.json").write_text(json.dumps(commands))

    def run_tidy(self, *words):
        done = subprocess.run(
            [sys.executable, str(self.root / "scripts/lib/clang_tidy.py"), str(self.root / "build"), *words],
            capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def findings(self, said):
        return {(path, int(line), rule) for path, line, rule in FINDING.findall(said)}

    def test_each_fault_is_found_in_its_line(self):
        code, said = self.run_tidy()
        self.assertEqual(code, 1, said)
        self.assertEqual(self.findings(said), EXPECTED, said)

    def test_what_is_clean_is_looked_at_again_only_when_it_or_its_header_changes(self):
        clean = {"core/base/shared.h": "#pragma once\nnamespace otk::shared {\ninline int unused = 1;\n}\n"}
        for number in range(3):
            clean[f"core/base/number_{number}.cpp"] = (
                f'#include "core/base/shared.h"\nnamespace otk {{\nint number_{number}() {{ return shared::unused; }}\n}}\n')
        for name in FAULTY:
            (self.root / name).unlink()
        self.write(clean)
        code, said = self.run_tidy()
        self.assertEqual(code, 0, said)
        self.assertIn("4 files, 7 looks, 0 known to be clean", said)
        self.assertIn("7 known to be clean, 0 to take", self.run_tidy()[1])
        self.write({"core/base/number_1.cpp": clean["core/base/number_1.cpp"] + "// changed\n"})
        self.assertIn("5 known to be clean, 2 to take", self.run_tidy()[1])
        self.write({"core/base/shared.h": clean["core/base/shared.h"].replace("int unused", "int unused(1), Bad")})
        code, said = self.run_tidy()
        self.assertIn("0 known to be clean, 7 to take", said)
        self.assertEqual(code, 1, said)

    def test_a_source_that_does_not_compile_is_told_and_the_rest_is_judged(self):
        self.write({"core/base/first.cpp": "namespace otk {\nint first() { return nothing; }\n}\n"})
        code, said = self.run_tidy()
        self.assertEqual(code, 1, said)
        found = self.findings(said)
        self.assertIn("first.cpp:2", said)
        self.assertLessEqual({finding for finding in EXPECTED if "first" not in finding[0]}, found, said)

    def test_changed_looks_at_what_a_change_reaches(self):
        git = ["git", "-C", str(self.root), "-c", "user.name=t", "-c", "user.email=t@example.org"]
        (self.root / ".gitignore").write_text("build\n")
        for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
            subprocess.run(git + words, check=True)
        self.assertIn("tidy: 0 files", self.run_tidy("--changed", "HEAD")[1])
        self.write({"core/base/shared.h": FAULTY["core/base/shared.h"] + "// changed\n"})
        self.assertIn("tidy: 3 files", self.run_tidy("--changed", "HEAD")[1])


if __name__ == "__main__":
    unittest.main()
