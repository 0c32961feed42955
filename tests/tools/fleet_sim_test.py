"""otklik-fleet-sim: a small fleet's rows are all held by a real server, once; each way in which a server could break
that promise is noticed; slow clients are cut, a restart is survived, and a limit that is too low is said.

usage: fleet_sim_test.py OTKLIK_FLEET_SIM OTKLIK_SERVER
"""
import resource
import subprocess
import sys

PROGRAM, SERVER = sys.argv[1:]
# A server that broke its promise → the figure in which it must show.
MUTATIONS = {"forget-response": "fleet: rows lost", "keep-twice": "fleet: rows doubled",
             "forget-count": "fleet: rows lost", "forget-claim": "fleet: rows lost"}
DESCRIPTORS_TOO_FEW = 150


def start(*words, **options):
    return subprocess.Popen([PROGRAM, *words, "--server", SERVER], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            **options)


def ended(process):
    """(exit code, {name: (value, verdict)}, standard error)"""
    said, error = process.communicate(timeout=200)
    figures = {}
    for line in said.splitlines():
        name, value, _unit, _bar, verdict = line.split("\t")
        figures[name] = (float(value), verdict)
    return process.returncode, figures, error


def want(failures, what, condition, *evidence):
    print(f"{what}: {'yes' if condition else 'NO'}", flush=True)
    if not condition:
        failures.append(f"{what}: {evidence}")


def fewer_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS_TOO_FEW, DESCRIPTORS_TOO_FEW))


def main():
    failures = []
    slow = start("slow", "--kiosks", "8")  # waits for the server's own limits: half a minute, and little work
    code, figures, error = ended(start("load", "--kiosks", "12", "--batches", "3", "--rows", "20"))
    want(failures, "every row of the fleet is held once",
         code == 0 and figures["fleet: rows held by the server, of those sent"] == (12 * 3 * 20, "ok")
         and figures["fleet: rows lost"][0] == 0 and figures["fleet: rows doubled"][0] == 0, code, figures, error)
    code, figures, error = ended(start("idle", "--kiosks", "60"))
    want(failures, "held connections stay and answer",
         code == 0 and figures["fleet idle: connections held at the end"] == (60, "ok"), code, figures, error)
    code, figures, error = ended(start("storm", "--kiosks", "40", "--rows", "5"))
    want(failures, "a fleet drains into a server that came back",
         code == 0 and figures["fleet storm: batches never taken"] == (0, "ok")
         and figures["fleet: rows held by the server, of those sent"] == (40 * 5, "ok"), code, figures, error)
    for mutation, figure in MUTATIONS.items():
        code, figures, error = ended(start("load", "--kiosks", "2", "--batches", "1", "--rows", "3", "--mutation", mutation))
        want(failures, f"{mutation} is noticed", code == 1 and figures[figure] == (1, "short"), code, figures, error)
    code, _, error = ended(start("idle", "--kiosks", "200", preexec_fn=fewer_descriptors))
    want(failures, "too low a limit is said", code == 3 and "open files" in error and "150" in error, code, error)
    code, _, error = ended(start("load", "--kiosks", "0"))
    want(failures, "a wrong command line is refused", code == 2, code, error)
    code, figures, error = ended(slow)
    want(failures, "slow clients are cut, and others served",
         code == 0 and figures["fleet slow: slow clients that were cut"] == (8, "ok"), code, figures, error)
    print("\n".join(failures))
    return 1 if failures else 0


sys.exit(main())
