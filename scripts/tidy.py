#!/usr/bin/python3
"""Checks what a reader relies on and no compiler sees; run by ctest as "tidy".

    scripts/tidy.py [FOLDER]

Who may include whom, where each third-party library shows, whether every source is in a CMake list,
every catalogue complete, every setting documented, every link alive. It does not police taste.
Prints one line a finding and exits 1 if there is any. To change a rule, change its table here, with
the reason in the commit.
"""

import dataclasses
import pathlib
import posixpath
import re
import subprocess
import sys

# ---- Tables -------------------------------------------------------------------------------------

# A room may include itself, the rooms named here, and whatever those may include. The longest name
# that is a file's path prefix is its room. "core" stands for every room below core/ but xlsform.
STOREYS = {
    "core/base": [],
    "core/crypto": ["core/base"],
    "core/config": ["core/base"],
    "core/text": ["core/base"],
    "core/form": ["core/base", "core/text"],
    "core/xlsform": ["core/form"],
    "core/database": ["core/base"],
    "core/wire": ["core/base", "core/crypto"],
    "core/qr": ["core/base"],
    "core/image": ["core/base"],
    "core/sound": ["core/base"],
    "core/bundle": ["core/base", "core/config", "core/crypto", "core/form", "core/image", "core/sound", "core/text"],
    "core/store": ["core/database", "core/wire", "core/form"],
    "core/outbox": ["core/store", "core/wire"],
    "core/staff": ["core/base", "core/crypto"],
    "drivers": ["core/base", "core/config", "core/database", "core/text", "core/qr", "core/bundle",
                "drivers/picture", "drivers/printer", "drivers/preview", "drivers/proof", "drivers/page"],
    "kiosk/raster": ["core/base"],
    "kiosk/gles": ["core/base", "kiosk/raster"],
    "kiosk/kms": ["core/base", "kiosk/raster"],
    "kiosk/evdev": ["core/base"],
    "kiosk/misuse": ["core"],
    "kiosk/model": ["core", "kiosk/misuse"],
    "kiosk/look": ["core", "kiosk/model"],
    "kiosk/widgets": ["core", "kiosk/model", "kiosk/look"],
    "kiosk/screens": ["core", "kiosk/model", "kiosk/look", "kiosk/widgets"],
    "kiosk/focus": ["core", "kiosk/model", "kiosk/look", "kiosk/widgets"],
    "kiosk/speech": ["core", "kiosk/model", "kiosk/widgets"],
    "kiosk/fit": ["core", "kiosk/model", "kiosk/look", "kiosk/widgets", "kiosk/screens"],
    "kiosk/pictures": ["kiosk/screens", "kiosk/raster", "kiosk/fit"],
    "kiosk/writer": ["core"],
    "kiosk/shelf": ["core"],
    "kiosk/shell": ["kiosk/focus", "kiosk/gles", "kiosk/kms", "kiosk/evdev", "kiosk/speech", "kiosk/screens", "kiosk/raster", "kiosk/writer", "kiosk/shelf", "kiosk/fit"],
    "sync": ["core/base", "core/config", "core/wire"],
    "server/analysis": ["core"],
    "server": ["core", "core/xlsform", "server/analysis"],
    # The pure half of the drivers, without a device: a slip can be rendered where no service runs.
    "drivers/picture": ["core/base", "core/image", "core/text"],
    "drivers/printer": ["core/base", "core/text", "core/qr", "drivers/picture"],
    "drivers/preview": ["core/base", "core/text", "core/qr", "drivers/picture"],
    "drivers/page": ["drivers/printer"],
    "drivers/proof": ["drivers/printer", "drivers/preview"],
    "cli": ["core", "core/xlsform", "drivers/printer", "drivers/preview", "drivers/page", "drivers/proof"],
    "tools/answer_rig": ["core", "kiosk/writer"],
    "tools/xpath_cases": ["core/form"],
    "tools/sync_sim": ["core", "core/xlsform", "sync", "server"],
    "tools/fleet_sim": ["core", "sync", "server", "bench"],
    # A test or a benchmark may look into any room.
    "tests": ["*"],
    "bench": ["*"],
}
# Core rooms that a room may not use although it may use "core".
FORBIDDEN = {"server": ["core/store", "core/outbox"], "server/analysis": ["core/store", "core/outbox"]}
# Pure rooms: no disk, no clock of the machine, no chance of the machine, no threads.
PURE = {
    "core/form": ["core/base/file.h", "<fstream>", "<filesystem>", "<chrono>", "<thread>", "<mutex>"],
    "kiosk/misuse": ["core/base/clock.h", "core/base/file.h", "<fstream>", "<filesystem>", "<thread>", "<mutex>"],
    "kiosk/model": ["core/base/file.h", "<fstream>", "<filesystem>", "<thread>", "<mutex>"],
    "kiosk/focus": ["core/base/clock.h", "core/base/file.h", "<fstream>", "<filesystem>", "<thread>", "<mutex>"],
    "server/analysis": ["core/base/file.h", "<fstream>", "<filesystem>", "<thread>", "<mutex>"],
}

# Where each third-party library may show: its headers (a regular expression) and the files.
# Headers of ours (.h) never show one, but for those in SHOWN_BY_OUR_HEADERS.
THIRD_PARTIES = [
    ("libfmt", r"fmt/", ["core/base/"]),
    ("tl::expected", r"tl/", ["core/base/"]),
    ("nlohmann-json", r"nlohmann/", ["core/base/json.cpp"]),
    ("toml++", r"toml\+\+/", ["core/config/toml_parse.cpp"]),
    ("libsodium", r"sodium", ["core/crypto/"]),
    ("SQLite", r"sqlite3\.h", ["core/database/", "tools/sync_sim/unreliable_disk.cpp"]),
    ("zlib", r"zlib\.h", ["core/wire/"]),
    ("libqrencode", r"qrencode\.h", ["core/qr/"]),
    ("cairo, Pango", r"(cairo|pango)", ["drivers/page/"]),
    ("libcurl", r"curl/", ["sync/curl_transport.cpp", "server/mail/", "server/hooks/"]),
    ("libusb, CUPS", r"(libusb|cups/)", ["drivers/port/", "drivers/page/pwg_raster.cpp"]),
    ("termios", r"termios\.h", ["drivers/port/", "core/base/secret_line.cpp"]),
    ("SDL", r"SDL", ["kiosk/shell/", "tests/kiosk/presenters/", "tests/kiosk/shell/"]),
    ("dynamic linking", r"dlfcn\.h", ["kiosk/shell/sdl_library.cpp"]),
    ("libdrm", r"xf86drm", ["kiosk/kms/drm_card.cpp"]),
    ("OpenGL ES, EGL", r"(GLES2|EGL)/", ["kiosk/gles/", "kiosk/shell/gles_presenter.cpp"]),
    ("Dear ImGui", r"(imgui|misc/freetype/)", ["kiosk/shell/", "kiosk/screens/", "kiosk/widgets/",
     "kiosk/gles/", "kiosk/look/", "kiosk/raster/", "kiosk/fit/", "kiosk/pictures/", "tests/kiosk/", "bench/"]),
    ("FreeType", r"(ft2build\.h|freetype)", ["kiosk/look/", "drivers/picture/"]),
    ("libpng", r"png\.h", ["core/image/", "drivers/picture/", "drivers/preview/", "kiosk/look/", "kiosk/pictures/",
     "kiosk/shell/", "kiosk/raster/", "tests/"]),
    ("libzip", r"zip\.h", ["core/xlsform/zip_archive.cpp", "core/bundle/bundle_zip.cpp", "tests/support/zip_file.cpp"]),
    ("libxlsxwriter", r"xlsxwriter\.h", ["core/xlsform/xlsx_writer.cpp"]),
    ("Boost", r"boost/", ["server/http/", "tools/fleet_sim/network.cpp"]),
    ("OpenSSL", r"openssl/", ["server/http/", "tests/server/support/", "tools/fleet_sim/certificate.cpp",
     "tools/fleet_sim/network.cpp"]),
    ("libpq", r"libpq", ["server/storage/"]),
    ("PCRE2", r"pcre2\.h", ["core/form/regular_expression.cpp"]),
    ("pugixml", r"pugixml\.hpp", ["core/xlsform/xlsx_part.cpp", "tools/xpath_cases/instance_xml.cpp"]),
    ("CLI11", r"CLI/", ["cli/", "kiosk/shell/main.cpp", "kiosk/pictures/main.cpp", "drivers/main.cpp",
     "drivers/service/main.cpp", "sync/main.cpp", "server/main.cpp", "tests/", "bench/"]),
    ("umockdev", r"umockdev\.h", ["tests/drivers/"]),
    ("Catch2", r"catch2/", ["tests/"]),
]
# (tls_stream.h is a stream for Beast's templates, which http_server.cpp alone includes.)
SHOWN_BY_OUR_HEADERS = {"core/base/format.h": "fmt/", "core/base/result.h": "tl/",
                        "server/http/tls_stream.h": ("boost/", "openssl/")}

# The system's own headers: C, POSIX, Linux. (A name without "." or "/" is C++'s.)
SYSTEM_HEADER = re.compile(
    r"^(sys|linux|net|netinet|arpa)/[\w./]+$"
    r"|^(assert|ctype|dirent|errno|fcntl|fnmatch|glob|grp|iconv|locale|malloc|netdb|poll|pthread|pwd|sched|signal|spawn"
    r"|stdint|stdio|stdlib|string|time|ucontext|unistd|wait)\.h$")

# Nothing of one machine or of an unfinished day stays in the tree. (Put together here, so that
# this file passes its own rule.)
BANNED = [
    (re.compile(r"\.\./" + "shared"), "refers to a folder outside the project"),
    # (/root/item is how XLSForm's secondary instances begin.)
    (re.compile(r"(?<![\w.~-])/(work|tmp/w|home/\w+|root(?!/item\b))/"), "names a path of one machine"),
    (re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"), "unfinished work: open an issue instead"),
    (re.compile(r"catch \(\.\." + r"\.\)"), "catches everything: name what may be thrown"),
    (re.compile("^(<{7}|>{7}) "), "two versions of the text were merged and neither was chosen"),
]
TEXT_SUFFIXES = {".h", ".cpp", ".py", ".sh", ".md", ".txt", ".cmake", ".json", ".toml", ".po", ".csv",
                 ".service", ".conf", ".html", ".svg", ""}

SOURCE_TOPS = ("core/", "kiosk/", "drivers/", "sync/", "server/", "cli/", "tests/", "bench/")


# ---- The tree -----------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Finding:
    path: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.words}"


class Tree:
    """The project's files: what git knows and does not ignore, else all but build folders."""

    def __init__(self, root: pathlib.Path):
        self.root = root
        self.files = sorted(path for path in self._listed() if (root / path).is_file())
        self.all = set(self.files)
        self._texts: dict[str, str] = {}

    def _listed(self) -> list[str]:
        if (self.root / ".git").exists():
            command = ["git", "-C", str(self.root), "ls-files", "-co", "--exclude-standard", "-z"]
            listing = subprocess.run(command, check=True, capture_output=True).stdout.decode()
            return [path for path in listing.split("\0") if path]
        found = (path.relative_to(self.root) for path in self.root.rglob("*"))
        return [str(path) for path in found if path.parts[0] not in ("build", ".git")]

    def text(self, path: str) -> str:
        if path not in self._texts:
            self._texts[path] = (self.root / path).read_text(encoding="utf-8", errors="replace")
        return self._texts[path]

    def lines(self, path: str):
        return enumerate(self.text(path).split("\n"), start=1)

    def sources(self) -> list[str]:
        return [path for path in self.files
                if path.startswith(SOURCE_TOPS) and path.endswith((".h", ".cpp"))]


# ---- Includes -----------------------------------------------------------------------------------

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def room_of(path: str) -> str | None:
    rooms = [room for room in STOREYS if path.startswith(room + "/")]
    return max(rooms, key=len, default=None)


def may_use(room: str) -> set[str]:
    """The rooms whose headers a room may include."""
    allowed: set[str] = set()
    pending = [room]
    while pending:
        name = pending.pop()
        if name in allowed:
            continue
        allowed.add(name)
        if name == "*":
            pending += STOREYS
        elif name == "core":
            pending += [core for core in STOREYS if core.startswith("core/") and core != "core/xlsform"]
        else:
            pending += STOREYS[name]
    return allowed - set(FORBIDDEN.get(room, []))


def check_includes(tree: Tree):
    allowed = {room: may_use(room) for room in STOREYS}
    for path in tree.sources():
        room = room_of(path)
        if room is None:
            yield Finding(path, 1, "belongs to no room: give its folder a row in STOREYS")
            continue
        if path.endswith(".h") and "#pragma once" not in tree.text(path):
            yield Finding(path, 1, "a header without #pragma once")
        for number, line in tree.lines(path):
            match = INCLUDE.match(line)
            if not match:
                continue
            shown = f"<{match[2]}>" if match[1] == "<" else match[2]
            if shown in PURE.get(room, []):
                yield Finding(path, number, f"{room} is pure and may not include {shown}")
            if match[1] == '"':
                yield from check_own_include(tree, path, number, match[2], room, allowed[room])
            else:
                yield from check_third_party(path, number, match[2])


def check_own_include(tree, path, number, included, room, allowed):
    if included not in tree.all:
        yield Finding(path, number, f'"{included}" is no file of ours (name it from the root)')
        return
    target = room_of(included)
    if target not in allowed:
        yield Finding(path, number, f"{room} may not include {target} ({included})")


def check_third_party(path, number, header):
    if ("." not in header and "/" not in header) or SYSTEM_HEADER.match(header):
        return
    for name, pattern, places in THIRD_PARTIES:
        if not re.match(pattern, header):
            continue
        if not path.startswith(tuple(places)):
            yield Finding(path, number, f"{name} shows only in {', '.join(places)}")
        elif path.endswith(".h") and not path.startswith("tests/"):
            if not header.startswith(SHOWN_BY_OUR_HEADERS.get(path, "\0")):
                yield Finding(path, number, f"a header of ours shows {name}: move it into a .cpp")
        return
    yield Finding(path, number, f"<{header}> is no library of THIRD_PARTIES")


# ---- CMake --------------------------------------------------------------------------------------


def check_cmake(tree: Tree):
    lists = {path: tree.text(path) for path in tree.files if path.endswith("CMakeLists.txt")}
    listed = set().union(*(sources_in(path, text) for path, text in lists.items()))
    for path in tree.sources():
        if path.endswith(".cpp") and path not in listed:
            yield Finding(path, 1, "is in no CMakeLists.txt")
    for path in lists:
        folder = pathlib.PurePath(path).parent
        if folder == pathlib.PurePath(".") or is_entered(folder, lists):
            continue
        yield Finding(path, 1, "no other CMakeLists.txt enters this folder")


def sources_in(path: str, text: str) -> set[str]:
    folder = posixpath.dirname(path)
    # otk_fuzz_when_room(room name) takes name_fuzz.cpp, and OtkRoom.cmake the driver.
    names = [f"{name}_fuzz.cpp" for name in re.findall(r"otk_fuzz_when_room\([\w/]+ (\w+)", text)]
    names += ["replay_corpus.cpp"] if names else []
    names += re.findall(r"(?<![\w./{}-])[\w./-]+\.cpp\b", text)
    return {posixpath.normpath(posixpath.join(folder, name)) for name in names}


def is_entered(folder: pathlib.PurePath, lists: dict) -> bool:
    for parent in folder.parents:
        text = lists.get(str(parent / "CMakeLists.txt"), "")
        names = {str(folder), str(folder.relative_to(parent))}
        if any(re.search(rf"(?<![\w./-]){re.escape(name)}(?![\w./-])", text) for name in names):
            return True
    return False


# ---- Catalogues ---------------------------------------------------------------------------------

PO_STRING = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*"(.*)"\s*$')
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclasses.dataclass
class Entry:
    line: int
    fields: dict


def read_catalogue(tree: Tree, path: str) -> list[Entry]:
    entries: list[Entry] = []
    field = None
    for number, line in tree.lines(path):
        match = PO_STRING.match(line)
        if not match:
            field = None
            continue
        if match[1] == "msgid":
            entries.append(Entry(number, {}))
        field = match[1] or field
        if entries and field:
            fields = entries[-1].fields
            fields[field] = fields.get(field, "") + match[2]
    return entries


# Folder of catalogues → the sources that ask it.
CATALOGUES = {"assets/lang": "kiosk/", "assets/lang/server": "server/"}


def check_catalogues(tree: Tree):
    for folder, readers in CATALOGUES.items():
        yield from check_catalogue_folder(tree, folder, readers)


def check_catalogue_folder(tree: Tree, folder: str, readers: str):
    paths = [path for path in tree.files if re.fullmatch(rf"{folder}/\w+\.po", path)]
    catalogues = {path: read_catalogue(tree, path) for path in paths}
    keys = {path: {entry.fields["msgid"] for entry in entries} for path, entries in catalogues.items()}
    every = set().union(*keys.values()) if keys else set()
    for path, entries in catalogues.items():
        for missing in sorted(every - keys[path]):
            yield Finding(path, 1, f'the text "{missing}" is missing')
        yield from check_entries(tree, path, entries)
    yield from check_used_texts(tree, every, readers)
    if folder == "assets/lang/server":
        yield from check_unused_texts(tree, keys, readers)


def check_entries(tree: Tree, path: str, entries: list[Entry]):
    header = next((entry.fields.get("msgstr", "") for entry in entries if not entry.fields["msgid"]), "")
    count = re.search(r"nplurals=(\d)", header)
    forms = int(count[1]) if count else 1
    for entry in entries:
        fields = entry.fields
        if not fields["msgid"]:
            continue
        wanted = set(PLACEHOLDER.findall(fields["msgid"] + fields.get("msgid_plural", "")))
        texts = [text for name, text in fields.items() if name.startswith("msgstr")]
        if len(texts) != (forms if "msgid_plural" in fields else 1):
            yield Finding(path, entry.line, f"{len(texts)} forms, {forms} expected")
        for text in texts:
            if not text:
                yield Finding(path, entry.line, f'"{fields["msgid"]}" is not translated')
            elif set(PLACEHOLDER.findall(text)) - wanted:
                yield Finding(path, entry.line, "has a placeholder that its key does not have")
            elif "msgid_plural" not in fields and set(PLACEHOLDER.findall(text)) != wanted:
                yield Finding(path, entry.line, "lacks a placeholder of its key")
    if re.search(r"^#,.*\bfuzzy\b", tree.text(path), re.MULTILINE):
        yield Finding(path, 1, "a fuzzy entry is not finished")


USED_TEXT = re.compile(r'\b(?:catalogue|texts?|m_texts)\w*(?:\(\))?\s*\.(?:text|plural)\(\s*"([^"]+)"')


def used_texts(tree: Tree, readers: str):
    """(path, line, key) of every text that the sources ask for by a literal key."""
    for path in tree.sources():
        if path.startswith(readers):
            text = tree.text(path)
            for match in USED_TEXT.finditer(text):
                yield path, text.count("\n", 0, match.start()) + 1, match[1]


def check_used_texts(tree: Tree, known: set, readers: str):
    if not known:
        return
    for path, number, key in used_texts(tree, readers):
        if key not in known:
            yield Finding(path, number, f'no catalogue has the text "{key}"')


def check_unused_texts(tree: Tree, keys: dict, readers: str):
    """The server asks for every text by a literal key, so one that nobody asks for is a left-over."""
    used = {key for _, _, key in used_texts(tree, readers)}
    for path, known in keys.items():
        for key in sorted(known - used - {""}):
            yield Finding(path, 1, f'nobody asks for the text "{key}"')


# ---- Settings -----------------------------------------------------------------------------------


def check_settings(tree: Tree):
    source = "core/config/settings.cpp"
    if source not in tree.all:
        return
    manual = tree.text("docs/SETTINGS.md") if "docs/SETTINGS.md" in tree.all else ""
    rows = re.findall(r'\{(Kiosk|Printd|Syncd|Server), "(\w+)"', tree.text(source))
    known = {f"{process.lower()}.{name}" for process, name in rows}
    for process, name in rows:
        section = manual.partition(f"`[{process.lower()}]`")[2].partition("\n## ")[0]
        if f"| `{name}` |" not in section:
            yield Finding("docs/SETTINGS.md", 1, f"{process.lower()}.{name} is not documented")
    asked = re.compile(r'\.(?:text|integer|decimal|boolean|path)\("((?:kiosk|printd|syncd|server)\.\w+)"')
    for path in tree.sources():
        for number, line in tree.lines(path):
            for key in asked.findall(line):
                if key not in known:
                    yield Finding(path, number, f"{key} is no row of {source}")


# ---- Documents and words ------------------------------------------------------------------------

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def check_links(tree: Tree):
    folders = {str(parent) for path in tree.files for parent in pathlib.PurePath(path).parents}
    for path in tree.files:
        if not path.endswith(".md"):
            continue
        for number, line in tree.lines(path):
            for link in LINK.findall(line):
                if re.match(r"[a-z]+:", link) or link.startswith("#"):
                    continue
                target = link.partition("#")[0]
                resolved = (tree.root / path).parent.joinpath(target).resolve()
                if not resolved.is_relative_to(tree.root):
                    yield Finding(path, number, f"the link {link} leads out of the project")
                    continue
                relative = str(resolved.relative_to(tree.root))
                if relative not in tree.all and relative not in folders:
                    yield Finding(path, number, f"the link {link} is dead")


def check_words(tree: Tree):
    for path in tree.files:
        if pathlib.PurePath(path).suffix not in TEXT_SUFFIXES or "corpus/" in path:
            continue
        for number, line in tree.lines(path):
            for pattern, words in BANNED:
                if pattern.search(line):
                    yield Finding(path, number, words)


CHECKS = [check_includes, check_cmake, check_catalogues, check_settings, check_links, check_words]


def main() -> int:
    if len(sys.argv) > 2 or "--help" in sys.argv:
        print(__doc__.strip())
        return 2
    own = pathlib.Path(__file__).resolve().parent.parent
    tree = Tree(pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) == 2 else own)
    findings = sorted((finding for check in CHECKS for finding in check(tree)), key=str)
    for finding in findings:
        print(finding)
    print(f"tidy: {len(tree.files)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
