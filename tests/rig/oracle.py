"""What the visitor knows against what the server holds.

The visitor's journal is the oracle: it is written by the hand that taps, outside every program of
ours. The server's figures are read from its database, because page and JSON suppress small cells.
"""
import collections
import json
import sqlite3
import urllib.parse


def open_read_only(database):
    connection = sqlite3.connect(f"file:{urllib.parse.quote(database)}?mode=ro", uri=True, timeout=10)
    connection.row_factory = sqlite3.Row
    return connection


def rollups(database):
    """(place, question, option, partial) → n, as the server counted them."""
    return {(row["place"], row["question"], row["option"], bool(row["partial"])): row["total"] for row in database.execute(
        "SELECT place, question, option, partial, SUM(n) AS total FROM roll_up_day GROUP BY place, question, option, partial")}


def asked(database):
    """(place, question) → how many visitors saw it."""
    return {(row["place"], row["question"]): row["total"] for row in database.execute(
        "SELECT place, question, SUM(asked) AS total FROM asked_day GROUP BY place, question") if row["total"]}


def answered(database):
    return {(row["place"], row["question"]): row["total"] for row in database.execute(
        "SELECT place, question, SUM(answered) AS total FROM asked_day GROUP BY place, question") if row["total"]}


def waiting(database):
    """(place, question) → answers that no figure shows yet, because fewer than k have come together."""
    return {(row["place"], row["question"]): row["total"] for row in database.execute(
        "SELECT place, question, SUM(answered) AS total FROM edition_cell WHERE readers = 'inside' AND kind = 'waiting' "
        "GROUP BY place, question")}


def is_edition_made(database):
    return database.execute("SELECT COUNT(*) FROM edition_due WHERE readers = 'inside'").fetchone()[0] == 0


def count_responses(database):
    return database.execute("SELECT (SELECT COUNT(*) FROM response) + (SELECT COUNT(*) FROM parked_row)").fetchone()[0]


def count_parked(database):
    return database.execute("SELECT COUNT(*) FROM parked_row").fetchone()[0]


def responses(database, kinds):
    """Each response's answers, as a state that compares equal whatever the order of a multiple choice."""
    contents = (json.loads(row["content"]) for row in database.execute("SELECT content FROM response"))
    return [state_of(content["answers"], kinds, content["language"]) for content in contents]


def state_of(answers, kinds, language):
    """Free texts are left out: the server keeps them apart, unlinked to the response."""
    return frozenset((name, " ".join(sorted(value.split())) if kinds[name] == "select_multiple" else value)
                     for name, value in answers.items() if kinds[name] != "text") | {("", language)}


def count_partial(database):
    return sum(json.loads(row["content"])["partial"] for row in database.execute("SELECT content FROM response"))


def cells_of(figures):
    """(place, question) → n of a shown cell, None of a suppressed one, from the JSON of the server."""
    return {(cell["place"], question["question"]): None if cell["suppressed"] else cell["n"]
            for question in figures["questions"] for cell in question["places"]}


def expected_rollups(visits):
    """(place, question, option, partial) → n, from the journal: each counted visit once."""
    counts = collections.Counter()
    for visit in visits:
        for question, value in visit.answers.items():
            if visit.kinds[question] == "text":
                continue
            for option in value.split(" ") if visit.kinds[question] == "select_multiple" else [value]:
                counts[visit.place, question, option, visit.partial] += 1
    return counts


def expected_answered(visits):
    """(place, question) → how many were asked and how many answered."""
    asked, answered = collections.Counter(), collections.Counter()
    for visit in visits:
        for question in visit.asked:
            asked[visit.place, question] += 1
        for question in visit.answers:
            answered[visit.place, question] += 1
    return asked, answered


def differences(expected, found):
    """Lines that name every key whose numbers differ."""
    return [f"{key}: journal {expected.get(key, 0)}, server {found.get(key, 0)}"
            for key in sorted(set(expected) | set(found), key=str) if expected.get(key, 0) != found.get(key, 0)]


def match(left, right, fits):
    """A largest matching (augmenting paths) of indexes of left to indexes of right. O(V·E)."""
    partner = {}

    def place(index, seen):
        for other in range(len(right)):
            if other in seen or not fits(left[index], right[other]):
                continue
            seen.add(other)
            if other not in partner or place(partner[other], seen):
                partner[other] = index
                return True
        return False

    for index in range(len(left)):
        place(index, set())
    return {mine: other for other, mine in partner.items()}


def check_kills(visits, responses):
    """(lost, doubled) for visits that were cut off anywhere.

    A visit is a list of states, one for each answer that the visitor gave, and the number of the
    last state whose «Оценка записана» or "thank you" was shown (-1: none). The server may hold any
    state from that one on, once. Lost: a shown visit that no response stands for. Doubled: a
    response that no visit stands for. If each side can be matched alone, both can be matched at
    once (Mendelsohn and Dulmage 1958), so two matchings decide.
    """
    def fits(visit, response):
        return response in visit.states[max(visit.shown, 0):]

    must = [visit for visit in visits if visit.shown >= 0]
    by_visit = match(must, responses, fits)
    by_response = match(responses, visits, lambda response, visit: fits(visit, response))
    lost = [visit for index, visit in enumerate(must) if index not in by_visit]
    doubled = [response for index, response in enumerate(responses) if index not in by_response]
    return lost, doubled
