"""otklik-syncd as a service: refusals, a late enrolment, the words to the service manager.

usage: service_test.py SYNCD WRITE_SAMPLE
"""

import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from fault_server import Certificates, FaultServer  # noqa: E402
from faults_test import BATCHES, Site, prepare  # noqa: E402

WRITE_SAMPLE = sys.argv.pop()
SYNCD = sys.argv.pop()
LIMIT_S = 40


class Service(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="otklik-syncd-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def wait_for(self, holds, words: str) -> None:
        deadline = time.monotonic() + LIMIT_S
        while not holds():
            self.assertLess(time.monotonic(), deadline, words)
            time.sleep(0.02)

    def test_a_typing_error_in_the_configuration_is_named_with_its_place(self):
        file = self.folder / "syncd.toml"
        file.write_text("[syncd]\nintervall_s = 3\n")
        done = subprocess.run([SYNCD, "--config", str(file)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 78)
        self.assertIn("syncd.toml:2:15: intervall_s: unknown key; did you mean syncd.interval_s?",
                      done.stderr)

    def test_a_configuration_that_is_not_there_is_named(self):
        done = subprocess.run([SYNCD, "--config", str(self.folder / "none.toml")],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 78)
        self.assertIn("none.toml", done.stderr)

    def test_an_enrolment_that_comes_later_is_taken_and_a_bad_one_is_survived(self):
        certificates = Certificates(self.folder / "certificates")
        server = FaultServer(certificates, self.folder / "replies", "good")
        prepare(self.folder, server, certificates, WRITE_SAMPLE)
        enrolment = self.folder / "inbox" / "enrolment.json"
        aside = self.folder / "enrolment.json"
        enrolment.rename(aside)
        site = Site(self.folder, SYNCD)
        self.addCleanup(site.end)
        site.start()
        status = self.folder / "status.json"
        self.wait_for(status.exists, "a status is written at the start")
        self.assertEqual(site.status()["state"], "not_enrolled")
        log = self.folder / "syncd.log"
        bad = self.folder / "bad.json"
        bad.write_text('{"version":1}')
        bad.rename(enrolment)
        self.wait_for(lambda: "enrolment is refused" in log.read_text(), "a bad enrolment is named")
        self.assertEqual(site.receipts(), [])
        aside.rename(enrolment)
        self.wait_for(lambda: len(site.receipts()) == BATCHES, "every batch is delivered")
        site.stop()
        self.assertEqual(site.status()["state"], "idle")

    def test_the_service_manager_hears_ready_watchdog_and_stopping(self):
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(manager.close)
        manager.bind(str(self.folder / "notify"))
        manager.settimeout(LIMIT_S)
        (self.folder / "syncd.toml").write_text(
            '[syncd]\noutbox_folder = "outbox"\ninbox_folder = "inbox"\n'
            'status_file = "run/status.json"\n')
        environment = {**os.environ, "NOTIFY_SOCKET": str(self.folder / "notify"),
                       "WATCHDOG_USEC": "200000"}
        process = subprocess.Popen([SYNCD, "--config", str(self.folder / "syncd.toml")],
                                   env=environment, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        heard = [manager.recv(100).decode() for _ in range(4)]
        self.assertEqual(heard, ["READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"])
        process.terminate()
        while heard[-1] == "WATCHDOG=1":
            heard.append(manager.recv(100).decode())
        self.assertEqual(heard[-1], "STOPPING=1")
        self.assertEqual(process.wait(LIMIT_S), 0)


if __name__ == "__main__":
    unittest.main()
