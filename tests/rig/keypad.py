"""A keypad and the hand on it: key codes of a real X keyboard, and a way through the screen by keys alone."""

# X key codes as the rig's server has them: without a rule for its keyboard it takes xkb's "base" (xfree86) codes.
KEYS = {"previous": 100, "next": 102, "above": 98, "below": 104, "activate": 36, "back": 9, "help": 67}


class KeypadVisitor:
    """Finds items by going on, key by key, until the focus stands there."""

    def __init__(self, screen, inspector):
        self.screen, self.inspector = screen, inspector

    @staticmethod
    def focused_in(frame):
        return next((item["id"] for item in frame["items"] if item.get("focused")), None)

    def focused(self):
        return self.focused_in(self.inspector.frame())

    def press(self, key):
        self.screen.key(KEYS[key])

    def steps(self, key):
        """One stroke, and the frame in which the focus has moved."""
        before = self.focused()
        self.press(key)
        return self.inspector.wait_for(
            f"the focus leaves {before}", lambda frame: self.focused_in(frame) not in (before, None))

    def shows_focus(self):
        if self.focused() is None:
            self.steps("next")
        return self.focused()

    def walks_to(self, identity):
        """Only forward: who has found the key "next" finds everything."""
        first = self.shows_focus()
        while self.focused() != identity:
            if self.focused_in(self.steps("next")) == first:
                raise AssertionError(f"{identity} is not met on the way around {self.inspector.frame()['screen']}")

    def activates(self, identity):
        self.walks_to(identity)
        self.inspector.wait_awake()
        self.press("activate")

    def activates_to(self, identity, screen):
        self.activates(identity)
        return self.inspector.wait_screen(screen)
