#!/usr/bin/env python3
"""clang-tidy over the project's sources; scripts/check calls it.

    scripts/lib/clang_tidy.py BUILD [--changed COMMIT] [PATH…]

BUILD is a folder with compile_commands.json, PATH a prefix of the sources to look at (all without).
Nine tenths of clang-tidy's time go into the library headers that every source includes. So the texts of
up to GROUP_MAX sources of one part of the house whose file-local names differ are laid end to end in
one generated file and analysed as one; the findings are told in the sources' own lines. (Including
the sources would not do: the analyser and some checks look into the main file only.) A group that
does not compile is taken apart, and what a group finds counts only if its source alone has it too.
A source in which nothing was found is remembered with the hash of all that it was judged by, and is
not looked at again before some of that changes: a run that was broken off goes on where it was.
Exits 1 if there is a finding.
"""

import argparse
import collections
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
TOOL = "clang-tidy-14"
GROUP_MAX = 16
VERDICTS_VERSION = 1  # grows when verdicts of before no longer hold

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
ANONYMOUS = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.MULTILINE | re.DOTALL)
# Within an anonymous namespace clang-format keeps declarations in the first column.
TYPE_NAME = re.compile(r"^(?:template <.*> )?(?:struct|class|enum class|enum|union) (\w+)", re.MULTILINE)
OTHER_NAME = re.compile(r"^(?!using |namespace )[A-Za-z_\[][^=({;\n]*?\b(\w+)(?:\[\w*\])*\s?(?:[=({;]|$)", re.MULTILINE)
# The same alias may stand in many sources, but not the same name for two things.
ALIAS = re.compile(r"^(?:using|namespace) (\w+) = (.*);$", re.MULTILINE)
USING = re.compile(r"^using ([\w:]+::(\w+));$", re.MULTILINE)
MACRO = re.compile(r"^#define (\w+)", re.MULTILINE)
FINDING = re.compile(r"^(/[^\s:]+):\d+:\d+: (?:warning|error): .*\[(.+)\]$", re.MULTILINE)


@dataclasses.dataclass
class Source:
    path: str         # from the root
    flags: tuple      # of the compiler, without the source and the object
    names: dict       # file-local ones, each with what it stands for
    digest: str       # of all that the verdict depends on


class Texts:
    """The tree's own files and what they include of each other."""

    def __init__(self):
        self._hashes = {}
        self._included = {}

    def text(self, path):
        return (ROOT / path).read_text(encoding="utf-8")

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
                text = self.text(name)
                self._included[name] = INCLUDE.findall(text)
                self._hashes[name] = hashlib.sha256(text.encode()).hexdigest()
            pending += self._included[name]
        return found

    def hash_of_closure(self, path):
        return "".join(self._hashes[name] for name in sorted(self.closure(path)))


def judged_by():
    """What every verdict depends on: the rules, the tool, the libraries' versions."""
    names = re.findall(r"^(\S+)\s+build\b", (ROOT / "scripts/lib/packages").read_text(), re.MULTILINE)
    versions = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}\n", TOOL, "catch2", *names],
                              check=False, capture_output=True).stdout
    rules = (ROOT / ".clang-tidy").read_bytes()
    return hashlib.sha256(b"%d\n" % VERDICTS_VERSION + rules + versions).hexdigest()


def local_names(path, text):
    """Each name with what it stands for; one that stands for the source's own thing, with its path."""
    own = set(MACRO.findall(text))
    for body in ANONYMOUS.findall(text):
        own |= set(TYPE_NAME.findall(body)) | set(OTHER_NAME.findall(body))
    names = {name: meaning for meaning, name in USING.findall(text)}
    # One that nobody here uses is a finding, which the same line in another source could hide.
    own |= {name for name in names if len(re.findall(rf"\b{name}\b", text)) == 1}
    return {**names, **dict(ALIAS.findall(text)), **dict.fromkeys(own, path)}


def may_share(left, right):
    return all(right.names.get(name, meaning) == meaning for name, meaning in left.names.items())


def read_sources(build, texts):
    common = judged_by()
    sources = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), ROOT)
        if path.startswith("..") or (ROOT / path).is_relative_to(build) or path in sources:
            continue
        words = shlex.split(entry["command"])
        cut = words.index("-o")
        flags = tuple(words[:cut])
        digest = hashlib.sha256("\0".join([common, *flags, texts.hash_of_closure(path)]).encode())
        sources[path] = Source(path, flags, local_names(path, texts.text(path)), digest.hexdigest())
    return list(sources.values())


def changed_since(commit):
    def git(*words):
        return subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True, text=True).stdout

    return set(git("diff", "--name-only", commit).split("\n")
               + git("ls-files", "--others", "--exclude-standard").split("\n")) - {""}


def part_of(path):
    """core/form, kiosk, server, tests/kiosk …: sources that include much the same."""
    top, second = path.split("/")[:2]
    return f"{top}/{second}" if top in ("core", "tests") else top


def grouped(sources):
    """Sources of one house part and of the same flags whose file-local names differ."""
    groups = []
    open_groups = collections.defaultdict(list)
    for source in sources:
        near = open_groups[part_of(source.path), source.flags]
        for group in near:
            if len(group) < GROUP_MAX and all(may_share(source, other) for other in group):
                group.append(source)
                break
        else:
            near.append([source])
            groups.append(near[-1])
    return groups


class Verdicts:
    """The digests of sources in which nothing was found, in BUILD/tidy-clean.json."""

    def __init__(self, path):
        self._path = path
        self._lock = threading.Lock()
        self._clean = json.loads(path.read_text()) if path.is_file() else {}

    def is_clean(self, source):
        return self._clean.get(source.path) == source.digest

    def remember(self, sources):
        with self._lock:
            self._clean.update((source.path, source.digest) for source in sources)
            temporary = self._path.with_suffix(".new")
            temporary.write_text(json.dumps(self._clean, indent=0, sort_keys=True))
            temporary.replace(self._path)


class Analysis:
    def __init__(self, build, verdicts, texts):
        self._folder = build / "tidy-groups"
        self._folder.mkdir(exist_ok=True)
        self._verdicts = verdicts
        self._texts = texts

    def run(self, group):
        """Analyses a group; returns the words of its findings, "" if there is none."""
        words = self._tidy_alone(group[0]) if len(group) == 1 else self._tidy_together(group)
        findings = FINDING.findall(words)
        if len(group) > 1 and any(rule.startswith("clang-diagnostic-error") for _, rule in findings):
            half = len(group) // 2
            return self.run(group[:half]) + self.run(group[half:])
        if words and not findings:
            return words  # the tool itself failed: nobody is clean
        found_in = {os.path.relpath(path, ROOT) for path, _ in findings}
        guilty = [source for source in group if found_in & self._texts.closure(source.path)]
        self._verdicts.remember(source for source in group if source not in guilty)
        return words if len(group) == 1 else "".join(self.run([source]) for source in guilty)

    def _tidy_alone(self, source):
        return self._tidy(ROOT / source.path, source.flags)

    def _tidy_together(self, group):
        name = hashlib.sha256("\n".join(source.path for source in group).encode()).hexdigest()[:16]
        main = self._folder / f"{name}.cpp"
        origins = []  # of each line of the generated file
        with main.open("w", encoding="utf-8") as file:
            for source in group:
                lines = self._texts.text(source.path).split("\n")
                file.writelines(line + "\n" for line in lines)
                origins += [f"{ROOT / source.path}:{number}" for number in range(1, len(lines) + 1)]
        words = self._tidy(main, group[0].flags)
        return re.sub(re.escape(str(main)) + r":(\d+)", lambda match: origins[int(match[1]) - 1], words)

    def _tidy(self, main, flags):
        command = [TOOL, "--quiet", f"--config-file={ROOT / '.clang-tidy'}", str(main), "--", *flags[1:]]
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
        if ended.returncode != 0 and not FINDING.search(ended.stdout):
            return f"{shlex.join(command)} ended with {ended.returncode}\n{ended.stdout}{ended.stderr}"
        return ended.stdout


def parse_arguments():
    parser = argparse.ArgumentParser(description="clang-tidy over the project's sources")
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--changed", metavar="COMMIT",
                        help="only sources that a change since this commit reaches, through headers too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("paths", nargs="*", help="prefixes of the sources to look at")
    return parser.parse_intermixed_args()


def main():
    arguments = parse_arguments()
    build = arguments.build.resolve()
    texts = Texts()
    sources = read_sources(build, texts)
    if arguments.paths:
        sources = [source for source in sources if source.path.startswith(tuple(arguments.paths))]
    if arguments.changed:
        changed = changed_since(arguments.changed)
        sources = [source for source in sources if changed & texts.closure(source.path)]
    verdicts = Verdicts(build / "tidy-clean.json")
    groups = grouped([source for source in sources if not verdicts.is_clean(source)])
    waiting = sum(len(group) for group in groups)
    print(f"tidy: {len(sources)} sources, {len(sources) - waiting} known to be clean, "
          f"{waiting} to look at in {len(groups)} groups", flush=True)

    analysis = Analysis(build, verdicts, texts)
    started = time.monotonic()
    found = 0
    done = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        runs = {pool.submit(analysis.run, group): group for group in groups}
        for run in concurrent.futures.as_completed(runs):
            group = runs[run]
            words = run.result()
            done += len(group)
            found += bool(words)
            print(f"[{done}/{waiting}] after {time.monotonic() - started:.0f} s: {group[0].path}"
                  + (f" and {len(group) - 1} more" if len(group) > 1 else ""), flush=True)
            if words:
                print(words, flush=True)
    print(f"tidy: {found} of {len(groups)} groups with findings, {time.monotonic() - started:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
