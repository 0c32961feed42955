"""A visitor who taps with real touches, draws choices from a seed, and keeps a journal.

The journal is written by the hand that taps, outside every program of ours: what was given, and
whether «Оценка записана» or "thank you" was then seen. It never asks the kiosk what it stored.
"""
import collections
import json
import time

from municipality import Failed, wait_until
from oracle import state_of

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
        self.quick = {question["name"] for question in form["questions"]
                      if "quick" in question.get("appearance", [])}
        self.first_mark = next(question["name"] for question in form["questions"]
                               if "likert" in question.get("appearance", []))


class Visit:
    """One entry of the journal."""

    def __init__(self, place, form):
        self.place, self.kinds = place, form.kinds
        self.answers, self.asked = {}, []
        self.language = "ru"
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
        self.states.append(state_of(self.answers, self.kinds, self.language))

    def saw(self, frame, names):
        """«Оценка записана» speaks for the mark, "thank you" for everything."""
        if frame["screen"] == "thanks" and "recorded" in names:
            self.shown = len(self.states) - 1
        elif "toast" in names:
            self.shown = max(self.shown, 0)


class ScriptedVisitor:
    def __init__(self, screen, inspector, form, place, random):
        self.screen, self.inspector, self.form, self.place, self.random = screen, inspector, form, place, random
        self.visits = []
        self.on_page = lambda frame: None  # called when a follow-up page stands there, before it is answered

    # The eye

    def look(self):
        """The frame that stands on the screen; whatever it says about a commit goes into the journal."""
        frame = self.inspector.frame()
        if self.visits and self.visits[-1].states:
            self.visits[-1].saw(frame, self.names(frame))
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

    def tap(self, identity):
        """One real touch, once the panel listens: after a change of page it is deaf for half a second."""
        self.inspector.wait_item(identity)
        self.inspector.wait_awake()
        item = self.item(self.look(), identity)
        if item is None:
            raise Failed(f"{identity} went away; on the screen: {self.names(self.look())}")
        self.screen.tap(item["x"] + item["width"] / 2, item["y"] + item["height"] / 2)

    def tap_choice(self, identity):
        """A tap that stays on the page; felt when the item looks chosen."""
        before = self.item(self.look(), identity)
        self.tap(identity)
        self.wait_for(f"{identity} looks chosen", lambda frame: self.is_changed(frame, before))

    def is_changed(self, frame, before):
        now = self.item(frame, before["id"])
        return now is None or now["background"] != before["background"]

    def tap_to_leave(self, identity, seconds=30):
        """Taps, and as a patient person would, taps again if the page has not changed: it may just have
        come back from out of service and have been deaf. The patience is long, because a second tap
        that meets the next page on a busy machine would be an answer that the journal does not know."""
        page = self.page_of(self.look())
        deadline = time.monotonic() + seconds
        while True:
            self.tap(identity)
            try:
                return self.wait_for("the page changes", lambda frame: self.page_of(frame) != page, 9)
            except Failed:
                if time.monotonic() > deadline:
                    raise

    # A visit

    def begins(self):
        self.wait_for("the first screen", lambda frame: frame["screen"] == "rate")
        return self.new_visit()

    def new_visit(self):
        visit = Visit(self.place, self.form)
        self.visits.append(visit)
        return visit

    def speaks(self, visit, language):
        """Before the rating; the response says in which language it was given."""
        visit.language = language
        if self.look()["language"] != language:
            self.tap("language")
            self.wait_for("the other language", lambda frame: frame["language"] == language)

    def rates(self, visit, mark):
        visit.gives(self.form.first_mark, str(mark))
        return self.tap_to_leave(f"mark-{mark}")

    def sees_the_words(self):
        return self.wait_for("the words that wait for the commit", self.words_are_shown)

    def finishes(self, visit, thoroughness=0.7):
        """Answers or skips every further page, to the thank-you words."""
        for _ in range(30):
            frame = self.look()
            if frame["screen"] == "thanks":
                visit.partial = False
                self.sees_the_words()
                return
            self.answers_page(visit, frame, thoroughness)
        raise Failed("a visit of thirty pages has no end")

    def answers_page(self, visit, frame, thoroughness):
        self.on_page(frame)
        page = self.page_of(frame)
        groups = self.offered(frame)
        for question, options in groups.items():
            visit.was_asked(question)
            if self.random.random() < thoroughness:
                self.answers_question(visit, page, question, options)
            if question in self.form.quick and len(groups) == 1 and question in visit.answers:
                self.wait_for("the answer turns the page", lambda seen: self.page_of(seen) != page)
                return
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
                self.tap_choice(identity)
            return
        identity, value = self.random.choice(options)
        visit.gives(question, value)
        self.tap_choice(identity)

    def writes(self, visit, question, thoroughness):
        visit.was_asked(question)
        if self.random.random() >= thoroughness:
            return
        word = "".join(self.random.choice("абвгдежз") for _ in range(4))
        for index, letter in enumerate(word):
            visit.gives(question, word[:index + 1])
            had = plain(self.item(self.look(), "field")["label"])
            self.tap(f"key-{letter}")
            self.wait_for(f"the letter {letter} stands in the field",
                          lambda frame: plain(self.item(frame, "field")["label"]) != had)

    def leaves(self):
        """«Я следующий» on the thank-you page: the first screen for whoever comes next."""
        self.tap("next-visitor")
        self.wait_for("the first screen", lambda frame: frame["screen"] == "rate")
