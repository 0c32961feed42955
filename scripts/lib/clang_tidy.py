#!/usr/bin/python3
"""clang-tidy's rules over the project's sources and headers; scripts/check calls it.

    scripts/lib/clang_tidy.py BUILD [--changed COMMIT] [PATH…]

BUILD is a folder with compile_commands.json, PATH a prefix of the files to look at (all without).
clang-tidy walks every library header that a source includes, once for each rule: nine tenths of its time.
So two tools share the work. clangd applies the rules to the file's own lines only, to sources and headers
alike. What clangd leaves out, the static analyser and bugprone-use-after-move, clang-tidy does for the
sources of the product (not of tests and benches), with a bound on how far the analyser follows a function.
A file in which nothing was found is remembered with the hash of all that it was judged by, and is
not looked at again before some of that changes: a run that was broken off goes on where it was.
Exits 1 if there is a finding.
"""

import argparse
import concurrent.futures
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CLANGD = "clangd-14"
TIDY = "clang-tidy-14"
VERDICTS_VERSION = 2  # grows when verdicts of before no longer hold

ANALYSER_RULES = "-*,clang-analyzer-*,bugprone-use-after-move"
# Of the exploded graph of one function; clang's own 225,000 takes five times as long on our readers.
ANALYSER_NODES_MAX = 20_000
NOT_ANALYSED = ("tests/", "bench/")

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
CLANGD_FINDING = re.compile(r"^E\[[\d:.]+\] \[([^\]]+)\] Line (\d+): (.*)$", re.MULTILINE)
NOLINT_BLOCK = re.compile(r"// NOLINTBEGIN\(([^)]+)\).*?// NOLINTEND\(\1\)", re.DOTALL)
TIDY_FINDING = re.compile(r"^/[^\s:]+:\d+:\d+: (?:warning|error): .*\[.+\]$", re.MULTILINE)


@dataclasses.dataclass
class Task:
    """One tool's look at one file."""
    tool: str
    path: str      # from the root
    flags: tuple   # of the compiler, without the source and the object; clangd finds its own
    digest: str    # of all that the verdict depends on

    @property
    def key(self):
        return f"{self.tool} {self.path}"


class Texts:
    """The tree's own files and what they include of each other."""

    def __init__(self):
        self._hashes = {}
        self._included = {}

    def closure(self, path):
        """The file and every file of ours that it includes, at any depth."""
        found = set()
        pending = [path]
        while pending:
            name = pending.pop()
            if name in found or not (ROOT / name).is_file():
                continue
            found.add(name)
            if name not in self._included:
                text = (ROOT / name).read_text(encoding="utf-8")
                self._included[name] = INCLUDE.findall(text)
                self._hashes[name] = hashlib.sha256(text.encode()).hexdigest()
            pending += self._included[name]
        return found

    def hash_of_closure(self, path):
        return "".join(self._hashes[name] for name in sorted(self.closure(path)))


def judged_by():
    """What every verdict depends on: the rules, the tools, the libraries' versions."""
    names = re.findall(r"^(\S+)\s+build\b", (ROOT / "scripts/lib/packages").read_text(), re.MULTILINE)
    versions = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", CLANGD, TIDY, "catch2", *names],
                              check=False, capture_output=True).stdout
    rules = (ROOT / ".clang-tidy").read_bytes()
    return hashlib.sha256(b"%d %d\n" % (VERDICTS_VERSION, ANALYSER_NODES_MAX) + rules + versions).hexdigest()


def rules_below_root(path):
    """The texts of the .clang-tidy files in the folders above the file, without the root's."""
    folders = pathlib.PurePath(path).parents[:-1]
    return [rules.read_text() for folder in folders if (rules := ROOT / folder / ".clang-tidy").is_file()]


def read_tasks(build, texts):
    common = judged_by()

    def task(tool, path, flags):
        # Another tree of the same contents has the same verdicts.
        placeless = (flag.replace(str(ROOT), ".") for flag in flags)
        judges = [common, *rules_below_root(path), *placeless, texts.hash_of_closure(path)]
        digest = hashlib.sha256("\0".join(judges).encode())
        return Task(tool, path, flags, digest.hexdigest())

    tasks = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = os.path.relpath(os.path.join(entry["directory"], entry["file"]), ROOT)
        if source.startswith("..") or (ROOT / source).is_relative_to(build) or source in tasks:
            continue
        words = [word for word in shlex.split(entry["command"]) if not word.endswith("ccache")]
        flags = tuple(words[1:words.index("-o")])
        tasks[source] = task(CLANGD, source, flags)
        if not source.startswith(NOT_ANALYSED):
            tasks["analyse " + source] = task(TIDY, source, flags)
        for header in texts.closure(source):
            if header.endswith(".h") and header not in tasks:
                tasks[header] = task(CLANGD, header, ())
    return list(tasks.values())


def changed_since(commit):
    def git(*words):
        return subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True, text=True).stdout

    return set(git("diff", "--name-only", commit).split("\n")
               + git("ls-files", "--others", "--exclude-standard").split("\n")) - {""}


class Verdicts:
    """The digests of what is clean, in BUILD/tidy-clean.json."""

    def __init__(self, path):
        self._path = path
        self._lock = threading.Lock()
        self._clean = json.loads(path.read_text()) if path.is_file() else {}

    def is_clean(self, task):
        return self._clean.get(task.key) == task.digest

    def remember(self, task):
        with self._lock:
            self._clean[task.key] = task.digest
            temporary = self._path.with_suffix(".new")
            temporary.write_text(json.dumps(self._clean, indent=0, sort_keys=True))
            temporary.replace(self._path)


def run(command):
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)


def tolerated(path):
    """(rule, line) of each NOLINTBEGIN … NOLINTEND block, which clangd 14 does not know."""
    text = (ROOT / path).read_text(encoding="utf-8")
    found = set()
    for block in NOLINT_BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 1
        found |= {(block[1], line) for line in range(first, first + block[0].count("\n") + 1)}
    return found


def ask_clangd(task, build):
    """The words of the file's findings, "" if there is none."""
    # Line 1 alone is tried for completion and the like, which is what --check is made for.
    command = [CLANGD, f"--compile-commands-dir={build}", f"--check={ROOT / task.path}", "--check-lines=1-1"]
    ended = run(command)
    findings = CLANGD_FINDING.findall(ended.stderr)
    if not findings and ended.returncode != 0:
        return f"{shlex.join(command)} ended with {ended.returncode}\n{ended.stderr}"
    mild = tolerated(task.path)
    return "".join(f"{task.path}:{line}: error: {what} [{rule}]\n"
                   for rule, line, what in findings if (rule, int(line)) not in mild)


def ask_tidy(task, _build):
    bound = ("-Xclang", "-analyzer-config", "-Xclang", f"max-nodes={ANALYSER_NODES_MAX}")
    command = [TIDY, "--quiet", f"--config-file={ROOT / '.clang-tidy'}", f"--checks={ANALYSER_RULES}",
               str(ROOT / task.path), "--", *task.flags, *bound]
    ended = run(command)
    if ended.returncode != 0 and not TIDY_FINDING.search(ended.stdout):
        return f"{shlex.join(command)} ended with {ended.returncode}\n{ended.stdout}{ended.stderr}"
    return ended.stdout.replace(f"{ROOT}/", "")


TOOLS = {CLANGD: ask_clangd, TIDY: ask_tidy}


def parse_arguments():
    parser = argparse.ArgumentParser(description="clang-tidy's rules over the project's sources and headers")
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--changed", metavar="COMMIT",
                        help="only files that a change since this commit reaches, through headers too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("paths", nargs="*", help="prefixes of the files to look at")
    return parser.parse_intermixed_args()


def main():
    arguments = parse_arguments()
    build = arguments.build.resolve()
    texts = Texts()
    tasks = read_tasks(build, texts)
    if arguments.paths:
        tasks = [task for task in tasks if task.path.startswith(tuple(arguments.paths))]
    if arguments.changed:
        changed = changed_since(arguments.changed)
        tasks = [task for task in tasks if changed & texts.closure(task.path)]
    verdicts = Verdicts(build / "tidy-clean.json")
    waiting = [task for task in tasks if not verdicts.is_clean(task)]
    print(f"tidy: {len({task.path for task in tasks})} files, {len(tasks)} looks, "
          f"{len(tasks) - len(waiting)} known to be clean, {len(waiting)} to take", flush=True)

    started = time.monotonic()
    found = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        looks = {pool.submit(TOOLS[task.tool], task, build): task for task in waiting}
        for done, look in enumerate(concurrent.futures.as_completed(looks), start=1):
            words = look.result()
            if words:
                found += 1
                print(words, end="", flush=True)
            else:
                verdicts.remember(looks[look])
            if done % 50 == 0 or done == len(waiting):
                print(f"[{done}/{len(waiting)}] after {time.monotonic() - started:.0f} s", flush=True)
    print(f"tidy: findings in {found} of {len(waiting)} looks, {time.monotonic() - started:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
