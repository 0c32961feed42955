"""otklik-sync-sim: worlds of fixed seeds and one of a fresh seed lose and double nothing, the same seed lives the same
life, whatever the number of threads and whether its worlds live together or alone, and each part that is broken on
purpose is noticed.

usage: sync_sim_test.py OTKLIK_SYNC_SIM short|long
"""
import random
import subprocess
import sys

PROGRAM, LENGTH = sys.argv[1:]
HOURS = {"short": 50, "long": 300}[LENGTH]
# A broken part shows where its fault meets the world's: name → a seed and hours in which it does.
MUTATIONS = {"delete-before-receipt": (2, 100), "receipt-without-commit": (1, 400), "forget-rows": (1, 400),
             "false-backup": (1, 400), "believe-anybody": (8, 50), "new-row-each-save": (1, 50),
             "thank-without-commit": (1, 50), "taken-back-stays": (2, 400), "forget-parked": (2, 50),
             "delete-before-backup": (2, 400), "forget-voided": (1, 400), "nonce-reused": (1, 50),
             "log-not-synced": (1, 200), "batch-split": (1, 100), "flip-unseen": (1, 400)}
# How the simulation names what it noticed.
NOTICED = ("lost: ", "doubled: ", "taken back, and on the server: ", "nonce used twice: ",
           "gap in the numbers: ", "hit on a disk, and not noticed: ")
SHORT_MUTATIONS = 1


def live(seed, hours, *words):
    done = subprocess.run([PROGRAM, "--seed", str(seed), "--hours", str(hours), *words], capture_output=True, text=True,
                          timeout=280)
    return done.returncode, done.stdout


def last_line(text):
    return text.splitlines()[-1] if text else ""


def what_befell(text):
    """All but how fast it went."""
    return [line for line in text.splitlines() if " a minute, " not in line]


def several_worlds():
    """What is wrong with worlds that share one run's hours."""
    together = ("--world-hours", "20", "--threads")
    (code, on_one), (_, on_two) = (live(7, 60, *together, threads) for threads in ("1", "2"))
    alone = live(7, 20)[1]
    failures = [] if code == 0 else [f"three worlds of seed 7:\n{on_one}"]
    if what_befell(on_one) != what_befell(on_two):
        failures.append("three worlds live otherwise on two threads")
    if "again, alone" in alone or last_line(alone) == last_line(on_one):
        failures.append("the first world of three is not one of three")
    return failures


def main():
    failures = several_worlds()
    fresh = random.SystemRandom().randrange(1_000_000)
    said = {}
    for seed in (1, fresh) if LENGTH == "short" else (1, 2, 3, fresh):
        code, text = live(seed, HOURS)
        said[seed] = last_line(text)
        print(said[seed], flush=True)
        if code != 0 or "lost 0, doubled 0" not in said[seed]:
            failures.append(f"seed {seed}:\n{text}")
    if last_line(live(1, HOURS)[1]) != said[1]:
        failures.append("seed 1 lived two lives")
    for name, (seed, hours) in list(MUTATIONS.items())[:SHORT_MUTATIONS if LENGTH == "short" else None]:
        code, text = live(seed, hours, "--mutation", name)
        print(f"{name}: {last_line(text)}", flush=True)
        if code != 1 or not any(line.startswith(NOTICED) for line in text.splitlines()):
            failures.append(f"{name} was not noticed")
    print("\n".join(failures))
    return 1 if failures else 0


sys.exit(main())
