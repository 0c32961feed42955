"""A scripted visitor who meets any form: every kind of question, other languages, second thoughts, an early end."""
import dataclasses

from municipality import Failed
from scripted_visitor import ScriptedVisitor, plain

# What is typed for a kind, and the value that the form's kinds make of it.
TYPED = {"integer": ("7", "7"), "decimal": ("2.5", "2.5"), "date": ("25.11.2026", "2026-11-25")}
# Kinds whose answers a visitor gives one by one; free texts are kept apart by the server, the rest is not asked.
GIVEN = {"select_one", "select_multiple", "rank", "acknowledge", "range", "integer", "decimal", "date"}


@dataclasses.dataclass(frozen=True)
class Plan:
    """How one stranger goes through the form."""
    language: str = "ru"
    mark: int = 3
    corrects_from: int = 0        # «Исправить» after this mark; 0: no second thought
    pages: int = 0                # goes away after so many pages; 0: answers them all
    thoroughness: float = 1.0


class Stranger(ScriptedVisitor):
    home = None  # what the first screen looks like

    def arrives(self):
        """Learns what the first screen looks like; whoever comes next finds the same."""
        self.home = self.page_of(self.wait_for(
            "the first screen", lambda frame: frame["screen"] != "out-of-service" and self.item(frame, "question"), 60))

    def goes_through(self, plan):
        visit = self.begins()
        self.speaks(visit, plan.language)
        if self.look()["screen"] == "rate":
            self.marks(visit, plan)
        for _ in range(plan.pages or 30):
            frame = self.look()
            if frame["screen"] == "thanks":
                break
            self.answers_page(visit, frame, plan.thoroughness)
        if self.look()["screen"] == "thanks":
            visit.partial = False
            self.sees_the_words()
        self.leaves()
        return visit

    def marks(self, visit, plan):
        if plan.corrects_from:
            self.rates(visit, plan.corrects_from)
            self.sees_the_words()
            self.tap_to_leave("undo")
        self.rates(visit, plan.mark)

    def begins(self):
        self.sees_the_first_screen()
        return self.new_visit()

    def leaves(self):
        """«Я следующий», wherever the visit stands."""
        self.tap("next-visitor")
        self.sees_the_first_screen()

    def sees_the_first_screen(self):
        try:
            self.wait_for("the first screen", lambda frame: self.page_of(frame) == self.home)
        except Failed as failure:
            raise Failed(f"{failure}; instead of {self.home} there is {self.page_of(self.look())}") from None

    def answers_question(self, visit, page, question, options):
        if self.form.kinds[question] not in ("rank", "select_multiple"):
            return super().answers_question(visit, page, question, options)
        is_rank = self.form.kinds[question] == "rank"
        chosen = self.random.sample(options, len(options) if is_rank else self.random.randint(1, min(2, len(options))))
        if any(value == "none" for _, value in chosen):
            chosen = [option for option in chosen if option[1] == "none"]
        for index, (identity, _) in enumerate(chosen):
            visit.gives(question, " ".join(value for _, value in chosen[:index + 1]))
            self.tap_choice(identity)

    def writes(self, visit, question, thoroughness):
        kind = self.form.kinds[question]
        if kind not in TYPED:
            return self.writes_words(visit, question, thoroughness)
        begun = plain(self.item(self.look(), "field")["label"])
        visit.gives(question, begun)  # an answer that the form proposes counts once it was seen
        if self.random.random() >= thoroughness:
            return
        typed, value = TYPED[kind]
        for key in typed:
            self.types(key)
        visit.gives(question, begun + value)

    def writes_words(self, visit, question, thoroughness):
        """On the keyboard that the page has: digits where it begins with them."""
        if self.item(self.look(), "key-а"):
            return super().writes(visit, question, thoroughness)
        visit.was_asked(question)
        keys = "12" if self.item(self.look(), "key-1") else "ab"
        for index, key in enumerate(keys):
            visit.gives(question, keys[:index + 1])
            self.types(key)

    def types(self, key):
        had = self.item(self.look(), "field")["label"]
        self.tap(f"key-{key}")
        self.wait_for(f"{key} stands in the field", lambda frame: self.item(frame, "field")["label"] != had)
