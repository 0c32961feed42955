"""What a program has drawn, as an eye would see it: read from the X server, not from the program."""
import select
import time

from Xlib import X, display
from Xlib.ext import damage


class Pixels:
    """Watches one region of a display. Times are of the monotonic clock, in milliseconds."""

    def __init__(self, name):
        self._display = display.Display(name)
        self._display.damage_query_version()
        self._root = self._display.screen().root
        self._damage = self._root.damage_create(damage.DamageReportRawRectangles)
        self._display.sync()
        self._region = self._before = None

    def close(self):
        self._display.close()

    def watch(self, region):
        """From now on: does anything change in (x, y, width, height)?"""
        self._region = tuple(round(value) for value in region)
        self._take_damage()
        self._before = self._picture()

    def wait_change(self, seconds=3):
        """When the first pixel in the region differed from what it was at watch(); None: never."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if not self._display.pending_events():
                select.select([self._display.fileno()], [], [], left)
            if not self._take_damage():
                continue
            seen = time.monotonic() * 1e3
            if self._picture() != self._before:
                return seen
        return None

    def _picture(self):
        x, y, width, height = self._region
        return self._root.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF).data

    def _take_damage(self):
        """True if any of the damage reported so far meets the region."""
        meets = False
        x, y, width, height = self._region
        while self._display.pending_events():
            event = self._display.next_event()
            if event.type != self._display.extension_event.DamageNotify:
                continue
            area = event.area
            meets |= (area.x < x + width and area.x + area.width > x and
                      area.y < y + height and area.y + area.height > y)
        return meets
