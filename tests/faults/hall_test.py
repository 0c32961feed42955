"""The oracle of the fault tests: what a journal and a server's words make of each other."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "rig"))
from hall import Given, judge, read_journal  # noqa: E402


class Oracle(unittest.TestCase):
    def test_a_recorded_visit_must_be_there_once_in_that_state_or_a_later_one(self):
        visits = {1: Given(["open", "close"], 1)}
        self.assertTrue(judge(visits, {1: [1]}).is_clean())
        self.assertTrue(judge(visits, {1: [2]}).is_clean())
        self.assertEqual(len(judge(visits, {}).lost), 1)
        self.assertEqual(len(judge({1: Given(["open", "close"], 2)}, {1: [1]}).lost), 1)
        self.assertEqual(len(judge(visits, {1: [2, 2]}).doubled), 1)
        self.assertEqual(len(judge(visits, {1: [1, 2]}).doubled), 1)

    def test_what_nobody_was_told_may_be_there_or_not_but_not_twice(self):
        visits = {1: Given(["close"], 0)}
        self.assertTrue(judge(visits, {}).is_clean())
        self.assertTrue(judge(visits, {1: [1]}).is_clean())
        self.assertEqual(len(judge(visits, {1: [1, 1]}).doubled), 1)

    def test_what_was_taken_back_must_not_be_there_once_that_is_recorded(self):
        self.assertTrue(judge({1: Given(["open", "drop"], 2)}, {}).is_clean())
        self.assertEqual(len(judge({1: Given(["open", "drop"], 2)}, {1: [1]}).unwanted), 1)
        self.assertTrue(judge({1: Given(["open", "drop"], 1)}, {1: [1]}).is_clean())

    def test_a_visit_of_nobody_is_unwanted(self):
        self.assertEqual(len(judge({}, {9: [1]}).unwanted), 1)

    def test_a_journal_is_read_as_it_was_written(self):
        with tempfile.NamedTemporaryFile("w", suffix=".journal") as file:
            file.write("given 3 1 open\ngiven 3 2 close\nsaved 3 2\nsaved 3 1\ngiven 4 1 drop\n")
            file.flush()
            self.assertEqual(dict(read_journal(file.name)), {3: Given(["open", "close"], 2), 4: Given(["drop"], 0)})
            first_word = len("given 3 1 open\ngiven 3 2 close\n")
            doubt = [range(first_word, first_word + 1)]
            self.assertEqual(read_journal(file.name, doubt)[3], Given(["open", "close"], 1))


if __name__ == "__main__":
    unittest.main()
