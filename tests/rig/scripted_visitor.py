"""A visitor who taps with real touches, draws choices from a seed, and keeps a journal.

The journal is written by the hand that taps, outside every program of ours: what was given, and
whether «Оценка записана» or "thank you" was then seen. It never asks the kiosk what it stored.
"""
import collections
import json
import time

from municipality import Failed, wait_until

# What stands on the screen only after a COMMIT.
WORDS_OF_COMMIT = ("toast", "recorded")


def plain(text):
    """Letters as they are read: no-break spaces are spaces, lines are joined."""
    return " ".join(text.replace("\u00a0", " ").split())


class Form:
    """What a visitor needs of a compiled form: which question the words on a page ask."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            form = json.load(file)
        self.kinds = {question["name"]: question["kind"] for question in form["questions"]}
        self.question_by_label = {plain(label): question["name"] for question in form["questions"]
                                  for label in question.get("label", {}).values()}
        self.first_mark = next(question["name"] for question in form["questions"]
                               if question.get("appearance", {}).get("likert"))


class Visit:
    """One entry of the journal."""

    def __init__(self, place, form):
        self.place, self.kinds = place, form.kinds
        self.answers, self.asked = {}, []
        self.partial = True
        self.states = []  # every set of answers that the visitor had given at some moment
        self.shown = -1   # the last of them whose words of commit were seen

    def was_asked(self, question):
        if question not in self.asked:
            self.asked.append(question)

    def gives(self, question, value):
        """Noted before the finger comes down: from now on the kiosk may hold it."""
        self.was_asked(question)
        if value:
            self.answers[question] = value
        else:
            self.answers.pop(question, None)
        self.states.append(state_of(self.answers, self.kinds))

    def saw_words(self):
        self.shown = len(self.states) - 1


def state_of(answers, kinds):
    """A set of answers that compares equal whatever the order of a multiple choice."""
    return frozenset((name, " ".join(sorted(value.split())) if kinds[name] == "select_multiple" else value)
                     for name, value in answers.items())


class ScriptedVisitor:
    def __init__(self, screen, inspector, form, place, random):
        self.screen, self.inspector, self.form, self.place, self.random = screen, inspector, form, place, random
        self.visits = []
        self.frames_seen = collections.Counter()

    # The eye

    def look(self):
        frame = self.inspector.frame()
        self.frames_seen[frame["screen"]] += 1
        return frame

    @staticmethod
    def item(frame, identity):
        return next((item for item in frame["items"] if item["id"] == identity), None)

    @staticmethod
    def names(frame):
        return [item["id"] for item in frame["items"]]

    def page_of(self, frame):
        """What tells one page from the next: the screen and the words of its question."""
        heading = self.item(frame, "question")
        return frame["screen"], plain(heading["label"]) if heading else ""

    def wait_for(self, what, condition, seconds=20):
        def seen():
            frame = self.look()
            return frame if condition(frame) else None
        return wait_until(what, seen, seconds)

    def words_are_shown(self, frame):
        return any(name in WORDS_OF_COMMIT for name in self.names(frame))

    # The finger

    def tap_item(self, item):
        self.screen.tap(item["x"] + item["width"] / 2, item["y"] + item["height"] / 2)

    def tap(self, identity, what, condition, seconds=20):
        """Taps until the screen shows it was felt: after a change of page it is deaf for half a second."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            frame = self.look()
            if condition(frame):
                return frame
            item = self.item(frame, identity)
            if item is not None:
                self.tap_item(item)
            try:
                return self.wait_for(what, condition, 0.9)
            except Failed:
                continue
        raise Failed(f"tapping {identity}: {what}: not within {seconds} s; on the screen: {self.names(self.look())}")

    def tap_to_leave(self, identity):
        page = self.page_of(self.look())
        return self.tap(identity, "the page changes", lambda frame: self.page_of(frame) != page)

    # A visit

    def begins(self):
        self.wait_for("the first screen", lambda frame: frame["screen"] == "rate")
        visit = Visit(self.place, self.form)
        self.visits.append(visit)
        return visit

    def rates(self, visit, mark):
        visit.gives(self.form.first_mark, str(mark))
        return self.tap_to_leave(f"mark-{mark}")

    def sees_the_words(self, visit):
        frame = self.wait_for("the words that wait for the commit", self.words_are_shown)
        visit.saw_words()
        return frame

    def finishes(self, visit, thoroughness=0.7):
        """Answers or skips every further page, to the thank-you words."""
        for _ in range(30):
            frame = self.look()
            if frame["screen"] == "thanks":
                visit.partial = False
                self.sees_the_words(visit)
                return
            self.answers_page(visit, frame, thoroughness)
        raise Failed("a visit of thirty pages has no end")

    def answers_page(self, visit, frame, thoroughness):
        page = self.page_of(frame)
        groups = self.offered(frame)
        for question, options in groups.items():
            visit.was_asked(question)
            if self.random.random() < thoroughness:
                self.answers_question(visit, page, question, options)
            if self.page_of(self.look()) != page:
                return  # a quick question: the answer itself turned the page
        field = self.item(frame, "field")
        if field is not None:
            self.writes(visit, self.form.question_by_label[page[1]], thoroughness)
        self.tap_to_leave("next" if self.item(self.look(), "next") else "done")

    def offered(self, frame):
        """question → [(item, value)] of every choice on the page, in reading order."""
        groups = collections.OrderedDict()
        for item in frame["items"]:
            parts = item["id"].split("-", 2)
            if len(parts) == 3 and parts[0] in ("choice", "value", "mark"):
                groups.setdefault(parts[1], []).append((item["id"], parts[2]))
            elif frame["screen"] == "question" and len(parts) == 2 and parts[0] == "mark":
                groups.setdefault(self.form.first_mark, []).append((item["id"], parts[1]))
        return groups

    def answers_question(self, visit, page, question, options):
        if self.form.kinds[question] == "select_multiple":
            alone = [option for option in options if option[1] == "none"]
            others = [option for option in options if option[1] != "none"]
            count = self.random.randint(1, min(3, len(others)))
            chosen = alone if alone and self.random.random() < 0.2 else self.random.sample(others, count)
            for index, (identity, _) in enumerate(chosen):
                visit.gives(question, " ".join(value for _, value in chosen[:index + 1]))
                self.tap_once(identity)
            return
        identity, value = self.random.choice(options)
        visit.gives(question, value)
        self.tap_once(identity, page)

    def tap_once(self, identity, page=None):
        """A choice of a page that is no longer deaf: exactly one tap, for a second one would undo it.

        The look of the item (its ground's colour) tells that the tap was felt.
        """
        before = self.item(self.look(), identity)

        def felt(frame):
            now = self.item(frame, identity)
            return now is None or now["background"] != before["background"] or (page and self.page_of(frame) != page)
        self.tap(identity, "the choice is shown as chosen", felt)

    def writes(self, visit, question, thoroughness):
        visit.was_asked(question)
        if self.random.random() >= thoroughness:
            return
        word = "".join(self.random.choice("абвгдежз") for _ in range(4))
        for index, letter in enumerate(word):
            visit.gives(question, word[:index + 1])
            had = plain(self.item(self.look(), "field")["label"])
            self.tap(f"key-{letter}", "the letter stands in the field",
                     lambda frame: plain(self.item(frame, "field")["label"]) != had)

    def leaves(self):
        """«Я следующий» on the thank-you page: the first screen for whoever comes next."""
        self.tap("next-visitor", "the first screen", lambda frame: frame["screen"] == "rate")
