"""Ten strangers with real touches: four forms, two languages, second thoughts and early ends; every answer that
they gave, and nothing else, is on the server.

usage: strangers.py PROGRAMS SOURCE [--dir DIR] [--seed N]
Exit code 77 (skipped) where Xorg or its dummy driver is missing, or without root.
"""
import collections
import concurrent.futures
import json
import os
import random
import shutil
import sys

SOURCE = sys.argv[2] if len(sys.argv) > 2 else "."
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))

import oracle  # noqa: E402
from demo_proof import form_of  # noqa: E402
from inspector import Inspector  # noqa: E402
from municipality import Server, Site, assemble_bundle, wait_until, write  # noqa: E402
from panels import LANDSCAPE, PORTRAIT, own_screen  # noqa: E402
from scenario import start  # noqa: E402
from scripted_visitor import Form  # noqa: E402
from stranger import GIVEN, Plan, Stranger  # noqa: E402

EVERY_KIND = """
[[place]]
code = "hall-9"
name.ru = "Зал 9"
name.en = "Hall 9"
form = "every_kind"
room = "public"
link = "9W2C"
"""

# place → its panel and who comes there, in this order.
VISITORS = {
    "reception-7": (PORTRAIT, [Plan(mark=2), Plan(language="en", corrects_from=1, mark=5), Plan(mark=1, pages=1)]),
    "hall-2": (LANDSCAPE, [Plan(mark=4, thoroughness=0.6), Plan(language="en", mark=2, pages=3)]),
    "room-21": (PORTRAIT, [Plan(mark=3), Plan(language="en", mark=4, thoroughness=0.5)]),
    "hall-9": (PORTRAIT, [Plan(), Plan(language="en"), Plan(pages=5)]),
}


def bundle_with_every_kind(programs, folder):
    forms = os.path.join(folder, "forms")
    shutil.copytree(os.path.join(SOURCE, "config", "forms"), forms)
    shutil.copytree(os.path.join(SOURCE, "tests", "contract", "every_kind"), os.path.join(forms, "every_kind"))
    with open(os.path.join(SOURCE, "config", "places", "demo.toml"), encoding="utf-8") as demo:
        places = write(os.path.join(folder, "places.toml"), demo.read() + EVERY_KIND)
    return assemble_bundle(programs, SOURCE, os.path.join(folder, "bundle"), forms=forms, places=places)


def receive(folder, programs, bundle, server, place, seed):
    """One place with its own screen and processes; returns its visits."""
    panel, plans = VISITORS[place]
    with own_screen(panel) as screen:
        site = Site(os.path.join(folder, place), programs, bundle, server, place, panel.config())
        try:
            site.start_printd()
            site.start_kiosk(screen.environment)
            site.enrol()
            site.start_syncd()
            stranger = Stranger(screen, Inspector(site.inspect_socket, 60),
                                Form(form_of(bundle, place)), place, random.Random(f"{seed} {place}"))
            stranger.arrives()
            for number, plan in enumerate(plans, 1):
                stranger.goes_through(plan)
                print(f"   {place}: {number} of {len(plans)}: {plan}", flush=True)
            # Not until the outbox is empty: the last visit's row may not have reached it yet.
            wait_until(f"the server holds every visit of {place}",
                       lambda: site.syncd.require_running() and held(server, place) >= len(stranger.visits), 120)
            return stranger.visits
        finally:
            site.end_well()


def held(server, place):
    """How many of a place's visits the server holds."""
    with oracle.open_read_only(server.database) as database:
        return sum(json.loads(row["content"])["place"] == place
                   for row in database.execute("SELECT content FROM response"))


def facts(place, answers, kinds, language, partial):
    """What a visitor gave, in a form that compares: the order of a multiple choice says nothing, that of a rank does."""
    given = sorted((name, " ".join(sorted(value.split())) if kinds[name] == "select_multiple" else value)
                   for name, value in answers.items() if kinds[name] in GIVEN)
    return json.dumps([place, language, partial, given], ensure_ascii=False)


def compare(database_file, bundle, visits):
    """Lines that say what differs between the journals and the server."""
    kinds = {place: Form(form_of(bundle, place)).kinds for place in VISITORS}
    expected = collections.Counter(facts(visit.place, visit.answers, visit.kinds, visit.language, visit.partial)
                                   for visit in visits)
    texts = collections.Counter((visit.place, question, answer) for visit in visits
                                for question, answer in visit.answers.items() if visit.kinds[question] == "text")
    with oracle.open_read_only(database_file) as database:
        contents = [json.loads(row["content"]) for row in database.execute("SELECT content FROM response")]
        found = collections.Counter(facts(content["place"], content["answers"], kinds[content["place"]],
                                          content["language"], content["partial"]) for content in contents)
        found_texts = collections.Counter(
            (row["place"], row["question"], row["text"]) for row in
            database.execute("SELECT place, question, text FROM free_text")
            if (row["place"], row["question"]) in {(place, question) for place, question, _ in texts})
        parked = oracle.count_parked(database)
    lines = [f"only in the journal: {fact}" for fact in (expected - found).elements()]
    lines += [f"only on the server:  {fact}" for fact in (found - expected).elements()]
    lines += [f"text only in the journal: {text}" for text in (texts - found_texts).elements()]
    lines += [f"text only on the server:  {text}" for text in (found_texts - texts).elements()]
    return lines + ([f"{parked} rows were parked"] if parked else [])


def run(folder, programs, seed):
    bundle = bundle_with_every_kind(programs, folder)
    server = Server(os.path.join(folder, "server"), programs, bundle)
    server.start()
    try:
        # Two at once: they mostly wait, and the kiosks' starts do not.
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            halls = [pool.submit(receive, folder, programs, bundle, server, place, seed)
                     for place in ("hall-9", "reception-7", "hall-2", "room-21")]
            visits = [visit for hall in halls for visit in hall.result()]
    finally:
        server.stop()
    differences = compare(server.database, bundle, visits)
    print("\n".join(differences) or f"{len(visits)} strangers: the server holds what they gave and nothing else")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(start(__doc__, "strangers", run, seed=20261126))
