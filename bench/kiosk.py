#!/usr/bin/python3
"""What a visitor waits for and what the kiosk costs its computer, measured from outside on a real X
server with real touches, 1080 x 1920, drawn in software.

usage: kiosk.py PROGRAMS [VISITS]
       kiosk.py PROGRAMS memory [VISITS]
Prints name, value, unit, bar and ok|short|-, separated by tabs. In brackets what Chromium 156 with
SurveyJS 2.5.38 took for the same on a machine of this kind (docs/PERFORMANCE.md). Memory is looked
at after VISITS visits (1,000) and again after as many more; for these the kiosk's clock runs ten
times as fast (libfaketime), else they would take hours.
"memory" is for a night: nothing but VISITS visits (10,000), memory every 500.
"""
import os
import signal
import statistics
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "rig"))

from inspector import Inspector, Visitor  # noqa: E402
from lone_kiosk import configure  # noqa: E402
from municipality import assemble_bundle  # noqa: E402
from pixels import Pixels  # noqa: E402
from processes import own_mib, pss_mib, scheduled_ms, wake_ups  # noqa: E402
from touchscreen import Touchscreen  # noqa: E402

PRESSES = 60
TURNS = 30
PLAIN_VISITS = 10
SETTLES_S = 0.4  # how long a press or a page moves
IDLE_S = 30
HALF_MINUTES_AT_REST = 6  # within three minutes the picture moves once against burn-in
CALM_S = 65  # a minute after the last touch the last face has breathed
FASTER = 10
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


def figure(name, value, unit, bar=None):
    verdict = "-" if bar is None else "ok" if value <= bar else "short"
    print(f"kiosk: {name}", f"{value:.3g}", unit, "-" if bar is None else f"<= {bar}", verdict, sep="\t", flush=True)


def percentile(samples, share):
    return sorted(samples)[min(int(len(samples) * share), len(samples) - 1)]


class Kiosk:
    """The kiosk on a panel of 21.5 inches, seen and touched."""

    def __init__(self, screen, programs, folder, environment=None):
        path = os.path.join(folder, "inspect.sock")
        if os.path.exists(path):
            os.unlink(path)
        self._program = screen.run([f"{programs}/otklik-kiosk", "--config", os.path.join(folder, "kiosk.toml"),
                                    "--inspect", path], env=environment or {})
        self.pid = self._program.pid
        self.screen = screen
        self.inspector = Inspector(path, is_alive=lambda: self._program.poll() is None)
        self.visitor = Visitor(screen, self.inspector)
        self.inspector.wait_screen("rate")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.inspector.close()
        os.kill(self.pid, signal.SIGTERM)
        self._program.wait(30)

    def rectangle(self, identity):
        item = self.inspector.wait_item(identity)
        return item["x"], item["y"], item["width"], item["height"]


def middle_of(x, y, width, height):
    """Enough to see a change by, and little to fetch."""
    side = min(width, height, 80)
    return x + (width - side) / 2, y + (height - side) / 2, side, side


def press_to_pixel(kiosk, pixels):
    """A finger on a mark: to the first pixel of the mark that looks pressed. It slides off again."""
    samples = []
    for at in range(PRESSES):
        x, y, width, height = kiosk.rectangle(f"mark-{at % 5 + 1}")
        middle = x + width / 2, y + height / 2
        kiosk.inspector.wait_awake()
        pixels.watch(middle_of(x, y, width, height))
        began = time.monotonic() * 1e3
        finger = kiosk.screen.press(*middle)
        changed = pixels.wait_change()
        if changed is None:
            raise SystemExit("kiosk: a pressed mark does not change")
        samples.append(changed - began)
        kiosk.screen.move(finger, middle[0], 5)
        kiosk.screen.release(finger, middle[0], 5)
        kiosk.inspector.wait_screen("rate")
        time.sleep(SETTLES_S)
    return samples


def release_to_page(kiosk, pixels):
    """The finger leaves a mark: to the first pixel of the page that follows. Undo leads back."""
    samples = []
    for at in range(TURNS):
        x, y, width, height = kiosk.rectangle(f"mark-{at % 5 + 1}")
        heading = kiosk.rectangle("question")
        kiosk.inspector.wait_awake()
        finger = kiosk.screen.press(x + width / 2, y + height / 2)
        time.sleep(SETTLES_S)
        pixels.watch(middle_of(*heading))
        began = time.monotonic() * 1e3
        kiosk.screen.release(finger, x + width / 2, y + height / 2)
        changed = pixels.wait_change()
        if changed is None:
            raise SystemExit("kiosk: no page follows a mark")
        samples.append(changed - began)
        kiosk.visitor.tap_to("undo", "rate")
        time.sleep(SETTLES_S)
    return samples


def visit(kiosk):
    """The quickest whole visit; the number of its taps."""
    kiosk.visitor.tap("mark-4")
    frame = kiosk.inspector.wait_for("the page after the mark", lambda seen: seen["screen"] != "rate")
    taps = 1
    while frame["screen"] != "thanks":
        page = page_of(frame)
        kiosk.visitor.tap("next" if Inspector.item(frame, "next") else "done")
        frame = kiosk.inspector.wait_for("the next page", lambda seen, before=page: page_of(seen) != before)
        taps += 1
    kiosk.visitor.tap_to("next-visitor", "rate")
    return taps + 1


def page_of(frame):
    heading = Inspector.item(frame, "question")
    return frame["screen"], heading["label"] if heading else ""


def processor_a_tap(kiosk):
    before, _ = scheduled_ms(kiosk.pid)
    taps = sum(visit(kiosk) for _ in range(PLAIN_VISITS))
    after, _ = scheduled_ms(kiosk.pid)
    return (after - before) / taps


def nobody_there(kiosk):
    """Per cent of one processor and wake-ups a second on the first screen."""
    ran, _ = scheduled_ms(kiosk.pid)
    woken, began = wake_ups(kiosk.pid), time.monotonic()
    time.sleep(IDLE_S)
    seconds = time.monotonic() - began
    return (scheduled_ms(kiosk.pid)[0] - ran) / seconds / 10, (wake_ups(kiosk.pid) - woken) / seconds


def memory(kiosk, visits):
    """MiB at the first screen, after so many visits, and after as many more: all, and of it its own."""
    taken = [(pss_mib(kiosk.pid), own_mib(kiosk.pid))]
    for half in range(2):
        for number in range(visits):
            visit(kiosk)
            if (number + 1) % 100 == 0:
                print(f"   {half * visits + number + 1} visits", file=sys.stderr, flush=True)
        taken.append((pss_mib(kiosk.pid), own_mib(kiosk.pid)))
    return taken


def print_memory(kiosk, visits):
    first, half, end = memory(kiosk, visits)
    figure("memory (PSS) at the first screen", first[0], "MiB")
    figure(f"memory (PSS) after {visits} visits (Chromium 383)", half[0], "MiB", 32)
    figure(f"memory (PSS) after {2 * visits} visits", end[0], "MiB", 32)
    figure("of it its own (no file, shared with nobody) at the first screen", first[1], "MiB")
    figure(f"the same after {visits} visits", half[1], "MiB")
    figure(f"the same, growth over {visits} more", end[1] - half[1], "MiB", 0.25)


def print_memory_all_night(kiosk, visits):
    """No growth: from a tenth of the visits, when every cache is full, to the end."""
    settled = end = own_mib(kiosk.pid)
    for number in range(1, visits + 1):
        visit(kiosk)
        if number == visits // 10:
            settled = own_mib(kiosk.pid)
        if number % 500 == 0 or number == visits:
            end = own_mib(kiosk.pid)
            figure(f"memory (PSS) after {number} visits", pss_mib(kiosk.pid), "MiB", 32)
            figure(f"of it its own after {number} visits", end, "MiB")
    figure(f"memory of its own, growth from {visits // 10} visits to {visits}", end - settled, "MiB", 0.25)


def main():
    programs = os.path.abspath(sys.argv[1])
    words = sys.argv[2:]
    is_for_a_night = words[:1] == ["memory"]
    visits = int(words[-1]) if len(words) > is_for_a_night else 10000 if is_for_a_night else 1000
    fast = {"LD_PRELOAD": FAKETIME, "FAKETIME": f"+0 x{FASTER}"}
    if os.geteuid() != 0 or not os.path.exists("/usr/lib/xorg/Xorg"):
        print("kiosk: needs root and xserver-xorg-core with its dummy driver", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="otklik-kiosk-") as folder, Touchscreen() as screen:
        assemble_bundle(programs, ROOT, os.path.join(folder, "bundle"))
        configure(folder)
        if is_for_a_night:
            with Kiosk(screen, programs, folder, fast) as kiosk:
                print_memory_all_night(kiosk, visits)
            return 0
        with Kiosk(screen, programs, folder) as kiosk:
            pixels = Pixels(screen.display)
            presses = press_to_pixel(kiosk, pixels)
            figure("press to pixel, p50 (Chromium 16.1)", statistics.median(presses), "ms")
            figure("press to pixel, p95 (Chromium 22.3)", percentile(presses, 0.95), "ms", 8)
            turns = release_to_page(kiosk, pixels)
            figure("release to the next page's first pixel, p50 (Chromium 22.8)", statistics.median(turns), "ms")
            figure("release to the next page's first pixel, p95 (Chromium 28.6)", percentile(turns, 0.95), "ms")
            pixels.close()
            figure("processor a tap of whole visits (Chromium 110)", processor_a_tap(kiosk), "ms", 30)
            percent, woken = nobody_there(kiosk)
            figure("processor while now and then a face breathes", percent, "%")
            figure("wake-ups meanwhile", woken, "1/s")
            time.sleep(max(CALM_S - IDLE_S, 0))
            percents, wakings = zip(*(nobody_there(kiosk) for _ in range(HALF_MINUTES_AT_REST)))
            figure("processor at rest (Chromium 0.62)", statistics.mean(percents), "%", 0.02)
            figure("the same, the half-minute in which the picture moves", max(percents), "%", 0.02)
            figure("wake-ups at rest (Chromium 59)", statistics.mean(wakings), "1/s", 1)
        with Kiosk(screen, programs, folder, fast) as kiosk:
            print_memory(kiosk, visits)
    return 0


if __name__ == "__main__":
    sys.exit(main())
