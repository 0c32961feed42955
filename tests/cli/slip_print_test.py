"""`otklik slip print` and the printer's commands before a real printer service.

usage: slip_print_test.py PROGRAMS SOURCE_FOLDER
"""
import glob
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest

SOURCE = sys.argv.pop()
PROGRAMS = sys.argv.pop()
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))
sys.path.insert(0, os.path.join(SOURCE, "tests", "drivers", "service"))

from municipality import assemble_bundle  # noqa: E402
from printd import Printd  # noqa: E402

OK, WRONG_LINE, REFUSED, NOT_FOUND, NOT_AVAILABLE = 0, 2, 3, 4, 5


class Slips(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="otklik-slips-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.bundle = assemble_bundle(PROGRAMS, SOURCE, os.path.join(cls.folder.name, "bundle"))
        cls.printd = Printd(f"{PROGRAMS}/otklik-printd", f"{SOURCE}/config/slips",
                            os.path.join(cls.folder.name, "printd"))
        cls.addClassCleanup(cls.printd.kill_if_it_runs)
        cls.printd.start().close()

    @classmethod
    def tearDownClass(cls):
        assert cls.printd.end(signal.SIGTERM) == 0

    def otklik(self, *words, socket=None):
        return subprocess.run([f"{PROGRAMS}/otklik", *words, "--socket", socket or self.printd.path],
                              capture_output=True, text=True, timeout=60)

    def slip_print(self, *words, **options):
        return self.otklik("slip", "print", "--bundle", self.bundle, *words, **options)

    def printed(self):
        return len(glob.glob(os.path.join(self.printd.slips, "slip-*.bin")))

    def test_slips_come_out_with_progress(self):
        before = self.printed()
        done = self.slip_print("--form", "reception", "--place", "reception-7", "--count", "3")
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertIn("напечатано 3", done.stdout)
        self.assertIn("3 из 3", done.stderr)
        self.assertEqual(self.printed(), before + 3)

    def test_json_is_for_a_script(self):
        done = self.slip_print("--place", "hall-2", "--json")
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertEqual(json.loads(done.stdout)["printed"], 1)

    def test_what_does_not_fit_together_is_refused_and_nothing_printed(self):
        before = self.printed()
        for words, code, said in (
                (["--place", "reception-7", "--form", "staff"], REFUSED, "reception-7 asks the form reception"),
                (["--place", "reception-7", "--form", "polls"], NOT_FOUND, "form polls"),
                (["--place", "reception-8"], NOT_FOUND, "place reception-8"),
                (["--place", "reception-7", "--count", "0"], REFUSED, "--count"),
                (["--place", "reception-7", "--count", "501"], REFUSED, ""),
                (["--place", "reception-7", "--template", "wide"], NOT_FOUND, "wide"),
                (["--count", "1"], WRONG_LINE, "--place")):
            with self.subTest(words):
                done = self.slip_print(*words)
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertIn(said, done.stderr)
        self.assertEqual(self.printed(), before)

    def test_no_service_is_told_with_the_remedy(self):
        done = self.slip_print("--place", "reception-7", socket=os.path.join(self.folder.name, "none.sock"))
        self.assertEqual(done.returncode, NOT_AVAILABLE)
        self.assertIn("otklik-printd", done.stderr)

    def test_the_printer_says_how_it_is(self):
        done = self.otklik("printer", "status")
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertIn("принтер готов", done.stdout)


unittest.main()
