"""scripts/demo --once: one scripted visitor, three places, every promise of the main job looked at.

Each proof is a sentence that was true or not; the table at the end prints them all.
"""
import glob
import json
import os
import random
import re
import shutil
import subprocess
import time

import oracle
from inspector import Inspector, NotSeen
from municipality import Failed, Server, Site, assemble_bundle, wait_until
from panels import PORTRAIT, own_screen
from scripted_visitor import Form, ScriptedVisitor

# Visits at each place: more than k = 5 at the public ones, fewer than k = 10 at the staff's, so that
# shown and suppressed cells both exist.
VISITS = {"reception-7": 7, "hall-2": 6, "room-21": 3}
CUT_OFF_AT = "reception-7"   # the server goes away here,
KILLED_AT = "hall-2"         # the kiosk is killed here,
PRINTED_AT = "reception-7"   # a slip is printed here


class Proofs:
    """The sentences of the table; a failed one does not keep the others from being looked at."""

    def __init__(self):
        self.rows = []

    def check(self, sentence, holds, detail=""):
        self.rows.append((sentence, bool(holds), detail))
        print(f"   {'ok    ' if holds else 'FAILED'}  {sentence}" + (f": {detail}" if detail else ""), flush=True)

    def all_hold(self):
        return all(holds for _, holds, _ in self.rows)

    def table(self):
        width = max(len(sentence) for sentence, _, _ in self.rows)
        lines = [f"  {'ok' if holds else 'FAILED':<7} {sentence:<{width}}  {detail}".rstrip()
                 for sentence, holds, detail in self.rows]
        failed = sum(not holds for _, holds, _ in self.rows)
        return "\n".join(lines) + f"\n\n  {len(self.rows) - failed} proven, {failed} failed"


class Run:
    """What the steps share."""

    def __init__(self, folder, programs, root, seed):
        self.folder, self.programs, self.seed = folder, programs, seed
        self.proofs = Proofs()
        self.visits = []
        self.bundle = assemble_bundle(programs, root, os.path.join(folder, "bundle"))
        self.server = Server(os.path.join(folder, "server"), programs, self.bundle)

    def picture(self, screen, name):
        screen.screenshot(os.path.join(self.folder, f"{name}.png"))

    def picture_once(self, screen, frame, name):
        """The first page with a free text and its keyboard."""
        if any(item["id"] == "field" for item in frame["items"]) and not os.path.exists(f"{self.folder}/{name}.png"):
            self.picture(screen, name)

    def responses_held(self):
        """How many responses the server has taken, counted or parked."""
        with oracle.open_read_only(self.server.database) as database:
            return oracle.count_responses(database)


def prove_once(folder, programs, root, places, seed):
    print(f"== seed {seed}; everything goes to {folder}", flush=True)
    run = Run(folder, programs, root, seed)
    try:
        run.server.start()
        for place in places:
            walk_place(run, place)
        compare_figures(run)
        check_suppression(run, places)
        check_logs(run)
    except (Failed, NotSeen, OSError) as failure:
        run.proofs.check("the walk came to its end", False, str(failure))
    finally:
        run.server.stop()
    print(f"\n== what was proven (seed {seed})\n{run.proofs.table()}\n", flush=True)
    return run.proofs.all_hold()


def walk_place(run, place):
    print(f"== {place}", flush=True)
    with own_screen(PORTRAIT) as screen:
        site = Site(os.path.join(run.folder, place), run.programs, run.bundle, run.server, place, PORTRAIT.config())
        try:
            site.start_printd()
            site.start_kiosk(screen.environment)
            site.enrol()
            site.start_syncd()
            visitor = ScriptedVisitor(screen, Inspector(site.inspect_socket), Form(form_of(run.bundle, place)), place,
                                      random.Random(f"{run.seed} {place}"))
            visitor.wait_for("the first screen", lambda frame: frame["screen"] == "rate", 30)
            run.picture(screen, f"screen-{place}-1-rate")
            visitor.on_page = lambda frame: run.picture_once(screen, frame, f"screen-{place}-text")
            walk_visits(run, screen, site, visitor)
            wait_until("the outbox drains", lambda: site.syncd.require_running() and not site.unsent_files(), 60)
            run.visits += visitor.visits
            wait_until("the server holds every response", lambda: run.responses_held() >= len(run.visits), 60)
            run.proofs.check(f"{place}: every answer of {len(visitor.visits)} visits reached the server",
                             run.responses_held() == len(run.visits),
                             f"{run.responses_held()} responses held, {len(run.visits)} given in all")
        finally:
            unclean = site.stop()
        run.proofs.check(f"{place}: kiosk, courier and printer service end when asked", not unclean, "; ".join(unclean))


def form_of(bundle, place):
    """The compiled form that the bundle gives to a place."""
    with open(os.path.join(bundle, "places.toml"), encoding="utf-8") as file:
        entry = next(part for part in file.read().split("[[place]]") if f'"{place}"' in part)
    return os.path.join(bundle, "forms", re.search(r'^form *= *"(.*?)"', entry, re.M)[1] + ".json")


def walk_visits(run, screen, site, visitor):
    place = visitor.place
    for number in range(VISITS[place]):
        if place == CUT_OFF_AT and number == 2:
            run.server.stop()
        if place == KILLED_AT and number == 3:
            kill_in_the_middle(run, screen, site, visitor)
        visit = visitor.begins()
        visitor.rates(visit, 1 + (number + run.seed) % 5)
        if number == 0:
            visitor.sees_the_words()
            run.picture(screen, f"screen-{place}-2-question")
        visitor.finishes(visit)
        if number == 0:
            run.picture(screen, f"screen-{place}-3-thanks")
        if place == PRINTED_AT and number == 1:
            print_slip(run, site, visitor)
        if place == CUT_OFF_AT and number == 4:
            waiting = wait_until("three batches in the outbox", lambda: site.unsent_files()[2:] and site.unsent_files(), 30)
            run.proofs.check("without a server visits go on and their answers wait",
                             len(waiting) >= 3, f"{len(waiting)} batches in the outbox")
            run.server.start()
        visitor.leaves()


def kill_in_the_middle(run, screen, site, visitor):
    visit = visitor.begins()
    visitor.rates(visit, 2)
    for question in visitor.offered(visitor.sees_the_words()):
        visit.was_asked(question)  # shown, if not answered
    site.kiosk.kill()
    site.start_kiosk(screen.environment)
    began = time.monotonic()
    visitor.inspector.reconnect()
    visitor.wait_for("the first screen after the kill", lambda frame: frame["screen"] == "rate", 30)
    run.proofs.check("kill -9 in the middle of a visit: the first screen is back",
                     True, f"{time.monotonic() - began:.1f} s")


def print_slip(run, site, visitor):
    frame = visitor.wait_for("«Напечатать» on the thank-you page", lambda seen: visitor.item(seen, "print"))
    link = visitor.item(frame, "qr")["label"]
    visitor.tap("print")
    picture = wait_until("the slip", lambda: sorted(glob.glob(f"{site.slips}/slip*.png")), 20)[0]
    data = picture[:-len(".png")] + ".bin"
    shutil.copy(picture, os.path.join(run.folder, os.path.basename(picture)))
    shutil.copy(data, os.path.join(run.folder, os.path.basename(data)))
    read = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True)
    run.proofs.check("the printed slip's QR code reads as the link on the screen", read.stdout.strip() == link,
                     f"{link}, {os.path.getsize(data)} bytes")


def compare_figures(run):
    with oracle.open_read_only(run.server.database) as database:
        marks = oracle.differences(oracle.expected_rollups(run.visits), oracle.rollups(database))
        asked, answered = oracle.expected_answered(run.visits)
        shown = oracle.differences(asked, oracle.asked(database)) + \
            oracle.differences(answered, oracle.answered(database))
        run.proofs.check("the server's roll-ups equal the visitor's journal", not marks,
                         "; ".join(marks[:5]) or f"{sum(oracle.expected_rollups(run.visits).values())} answers")
        run.proofs.check("asked and answered equal the visitor's journal", not shown,
                         "; ".join(shown[:5]) or f"{sum(asked.values())} questions asked")
        partial = [visit for visit in run.visits if visit.partial]
        run.proofs.check("the visit that was killed is there once, as a partial one",
                         oracle.count_partial(database) == len(partial) == 1, f"{len(partial)} partial")
        run.proofs.check("nothing was parked", oracle.count_parked(database) == 0)


def check_suppression(run, places):
    """Page and JSON show a cell of k answers and hide a smaller one; the journal knows which is which."""
    _, answered = oracle.expected_answered(run.visits)
    period = time.strftime("%G-W%V")
    with oracle.open_read_only(run.server.database) as database:
        wait_until("an edition of all that came in", lambda: oracle.is_edition_made(database), 20)
        waits = oracle.waiting(database)
    status, text = run.server.get(f"/api/v1/figures?period={period}")
    run.proofs.check("figures are given as JSON", status == 200, f"period {period}")
    cells = oracle.cells_of(json.loads(text))
    k = {place: 10 if place == "room-21" else 5 for place in places}
    small = {key for key, n in answered.items() if 0 < n < k[key[0]]}
    leaked = sorted(key for key in small if cells.get(key) is not None)
    run.proofs.check("cells below k are suppressed in the JSON", small and not leaked,
                     f"{len(small)} small cells" + (f", leaked: {leaked}" if leaked else ""))
    wrong = sorted(key for key, n in cells.items()
                   if n is not None and not (n >= k[key[0]] and n + waits.get(key, 0) == answered[key]))
    shown = [key for key, n in cells.items() if n is not None]
    run.proofs.check("cells that are shown say what the journal says, but for fewer than k that wait", shown and not wrong,
                     f"{len(shown)} cells" + (f", wrong: {wrong}" if wrong else ""))
    status, page = run.server.get(f"/?period={period}")
    run.proofs.check("the page shows the figures", status == 200 and "<svg" in page, f"{len(page)} bytes")
    with open(os.path.join(run.folder, "page.html"), "w", encoding="utf-8") as file:
        file.write(page)


def check_logs(run):
    """No answer's words in any log: the free texts that were typed are looked for everywhere."""
    words = {value for visit in run.visits for question, value in visit.answers.items()
             if visit.kinds[question] == "text"}
    logs = glob.glob(f"{run.folder}/**/log/*.log", recursive=True)
    found = []
    for path in logs:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        found += [f"{word} in {path}" for word in words if word in text]
    run.proofs.check("no typed word stands in any log", logs and not found,
                     "; ".join(found) or f"{len(words)} words, {len(logs)} logs")
