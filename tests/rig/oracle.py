"""What the visitor knows against what the server holds.

The visitor's journal is the oracle: it is written by the hand that taps, outside every program of
ours. The server's figures are read from its database, because page and JSON suppress small cells.
"""
import collections
import sqlite3
import urllib.parse


def open_read_only(database):
    connection = sqlite3.connect(f"file:{urllib.parse.quote(database)}?mode=ro", uri=True, timeout=10)
    connection.row_factory = sqlite3.Row
    return connection


def expected_rollups(visits):
    """(place, question, option, partial) → n, from the journal: each counted visit once."""
    counts = collections.Counter()
    for visit in visits:
        for question, value in visit.answers.items():
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
