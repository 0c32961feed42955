"""Checks the units, users and folders of systemd/ with systemd's own tools.

usage: units_test.py SOURCE_FOLDER.  A check that this machine cannot make is named as skipped.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(sys.argv.pop() if len(sys.argv) > 1 else ".").resolve()
UNITS = SOURCE / "systemd"
# Exposure levels, ten times systemd-analyze's figure (chrony's is 37, cups' 96).
EXPOSURE_MAX = {"kiosk": 15, "printd": 15, "syncd": 12, "server": 15}
ROOMS = {"kiosk": "kiosk", "printd": "drivers", "syncd": "sync", "server": "server"}


def settings(unit: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (UNITS / f"otklik-{unit}.service").read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            found.setdefault(key, []).append(value)
    return found


def run(*words: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "SYSTEMD_COLORS": "0", "SYSTEMD_PAGER": ""}
    return subprocess.run(words, capture_output=True, text=True, env=environment)


def default_paths(process: str) -> dict[str, str]:
    text = (SOURCE / "config/defaults" / f"{process}.toml").read_text()
    return dict(re.findall(r'^#?(\w+) = "(/[^"]*)"', text, re.MULTILINE))


class Units(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
    def test_systemd_accepts_each_unit(self):
        with tempfile.TemporaryDirectory() as name:
            # The programs are not installed here: each gets a stand-in, so that what is left to
            # complain about is the unit.
            program = pathlib.Path(name) / "program"
            program.write_text("#!/bin/sh\n")
            program.chmod(0o755)
            for unit in EXPOSURE_MAX:
                copy = pathlib.Path(name) / f"otklik-{unit}.service"
                text = (UNITS / copy.name).read_text()
                copy.write_text(text.replace(f"/usr/bin/otklik-{unit}", str(program)))
                done = run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(copy))
                with self.subTest(unit):
                    self.assertEqual((done.returncode, done.stderr), (0, ""))

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
    def test_systemd_refuses_a_spoiled_unit(self):
        with tempfile.TemporaryDirectory() as name:
            spoiled = pathlib.Path(name) / "spoiled.service"
            spoiled.write_text("[Service]\nExecStart=/bin/true\nProtectSistem=strict\n")
            done = run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(spoiled))
            self.assertIn("ProtectSistem", done.stderr)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
    def test_each_unit_is_exposed_no_more_than_promised(self):
        for unit, exposure_max in EXPOSURE_MAX.items():
            done = run("systemd-analyze", "security", "--offline=true", "--no-pager",
                       f"--threshold={exposure_max}", str(UNITS / f"otklik-{unit}.service"))
            with self.subTest(unit):
                self.assertEqual(done.returncode, 0, done.stdout[-300:] + done.stderr)

    def test_each_process_is_waited_for_and_watched(self):
        for unit, room in ROOMS.items():
            sources = [path for path in (SOURCE / room).rglob("*") if path.suffix in (".h", ".cpp")]
            notifies = any("core/base/service_notify.h" in path.read_text() for path in sources)
            with self.subTest(unit):
                self.assertEqual(settings(unit)["Type"], ["notify"])
                self.assertIn("WatchdogSec", settings(unit))
                self.assertTrue(notifies, "Type=notify, but the process never says READY=1")

    def test_a_unit_may_write_where_its_default_settings_point(self):
        readers = {("kiosk", "bundle_folder"), ("printd", "bundle_folder"), ("server", "bundle_folder"),
                   ("kiosk", "printd_socket"), ("kiosk", "syncd_status_file"), ("syncd", "outbox_folder")}
        for unit in ROOMS:
            found = settings(unit)
            writable = [f"/run/{name}" for name in found["RuntimeDirectory"]]
            writable += [f"/var/lib/{name}" for name in found.get("StateDirectory", [])]
            writable += [path.removeprefix("-") for path in " ".join(found.get("ReadWritePaths", [])).split()]
            for key, path in default_paths(unit).items():
                if (unit, key) in readers or path.startswith(("/usr/", "/etc/")):
                    continue  # only read
                with self.subTest(f"{unit}.{key}"):
                    inside = any(path == place or path.startswith(place + "/") for place in writable)
                    self.assertTrue(inside, f"{path} is not in {writable}")

    def test_the_courier_cannot_write_the_outbox_nor_see_the_buffer(self):
        found = settings("syncd")
        self.assertEqual(found["ReadWritePaths"],
                         ["/var/lib/otklik/inbox", "-/var/lib/otklik/bundles/incoming"])
        self.assertEqual(found["InaccessiblePaths"], ["-/var/lib/otklik/kiosk"])

    def test_the_kiosk_has_no_network(self):
        found = settings("kiosk")
        self.assertEqual(found["RestrictAddressFamilies"], ["AF_UNIX AF_NETLINK"])
        self.assertEqual(found["IPAddressDeny"], ["any"])

    def test_one_of_several_printers_is_a_service_like_the_only_one(self):
        of_several = (UNITS / "otklik-printd@.service").read_text()
        only = (UNITS / "otklik-printd.service").read_text()
        self.assertEqual(of_several.replace("printd-%i", "printd").replace("the printer %i", "the printers"), only)

    @unittest.skipUnless(shutil.which("systemd-sysusers"), "systemd-sysusers is not installed")
    @unittest.skipUnless(os.geteuid() == 0, "only root may write users and folders of a test root")
    def test_users_and_folders_are_made(self):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            (root / "etc").mkdir()
            done = run("systemd-sysusers", f"--root={name}", str(UNITS / "otklik.sysusers"))
            self.assertEqual(done.returncode, 0, done.stderr)
            users = {line.split(":")[0]: line.split(":")
                     for line in (root / "etc/passwd").read_text().splitlines()}
            groups = {line.split(":")[0]: line.split(":")
                      for line in (root / "etc/group").read_text().splitlines()}
            for unit in ROOMS:
                user = settings(unit)["User"][0]
                self.assertEqual(users[user][6], "/usr/sbin/nologin")
                self.assertIn(user, groups["otklik"][3].split(","))
                self.assertEqual(settings(unit)["Group"], ["otklik"])
            done = run("systemd-tmpfiles", "--create", f"--root={name}", str(UNITS / "otklik.tmpfiles"))
            self.assertEqual(done.returncode, 0, done.stderr)
            for folder, mode, user in [("outbox", 0o2750, "otklik-kiosk"),
                                       ("inbox", 0o2770, "otklik-sync")]:
                made = (root / "var/lib/otklik" / folder).stat()
                self.assertEqual(made.st_mode & 0o7777, mode)
                self.assertEqual(str(made.st_uid), users[user][2])
                self.assertEqual(str(made.st_gid), groups["otklik"][2])


if __name__ == "__main__":
    unittest.main(verbosity=2)
