"""otklik-printd as a process: the protocol's way and limits, and kill -9 at random moments.

usage: service_test.py PRINTD SLIPS_FOLDER [KILLS [SEED]]
"""
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SLIP = {"template": "phone", "language": "ru", "link": "https://gorod.example/7K2F",
        "address": "gorod.example/7K2F", "place": "Зал 2, окно 7", "until": "31.12.2026"}
COPIES = 50


def wait_until(what, condition, seconds=20):
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.005)


class Client:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(path)
        self.file = self.socket.makefile("rwb")

    def ask_raw(self, line):
        self.file.write(line)
        self.file.flush()
        return json.loads(self.file.readline())

    def ask(self, **request):
        return self.ask_raw(json.dumps(request).encode() + b"\n")

    def close(self):
        self.file.close()
        self.socket.close()


class Printd:
    def __init__(self, program, slips, folder):
        self.program, self.folder = program, folder
        self.path = os.path.join(folder, "run", "printd.sock")
        self.slips = os.path.join(folder, "slips")
        self.config = os.path.join(folder, "printd.toml")
        os.makedirs(os.path.join(folder, "bundle"))
        shutil.copytree(slips, os.path.join(folder, "bundle", "slips"))
        with open(self.config, "w", encoding="utf-8") as file:
            file.write('[printd]\nsocket = "run/printd.sock"\nbundle_folder = "bundle"\nfile_folder = "slips"\n'
                       'state_folder = "state"\nstatus_file = "run/status.json"\n')
        self.child = None

    def start(self):
        self.log = open(os.path.join(self.folder, "log"), "ab")
        self.child = subprocess.Popen([self.program, "--config", self.config], stderr=self.log)
        return wait_until("printd answers", self.connect)

    def connect(self):
        assert self.child.poll() is None, open(os.path.join(self.folder, "log"), encoding="utf-8").read()
        try:
            return Client(self.path)
        except OSError:
            return None

    def end(self, with_signal):
        self.child.send_signal(with_signal)
        code = self.child.wait(30)
        self.log.close()
        return code

    def whole_slips(self):
        if not os.path.isdir(self.slips):
            return []
        return sorted(name for name in os.listdir(self.slips) if name.endswith(".bin") and not name.startswith("."))


def is_over(client, job):
    reply = client.ask(op="job", job=job)
    assert reply["ok"], reply
    return reply if reply["state"] not in ("queued", "sending") else None


def check_protocol(printd):
    client = printd.start()
    assert os.stat(printd.path).st_mode & 0o777 == 0o660
    wait_until("the printer is ready", lambda: client.ask(op="status")["printer"]["state"] == "ready")
    job = client.ask(op="print", owner="visitor", copies=1, slip=SLIP)["job"]
    assert wait_until("a slip is printed", lambda: is_over(client, job))["state"] == "printed"
    assert printd.whole_slips() == ["slip-0001.bin"]
    assert client.ask(op="jobs")["jobs"] == [], "a visitor's slip is not among the jobs that are kept"

    refused = client.ask(op="print", owner="staff", slip={**SLIP, "template": "fone"})
    assert (refused["ok"], refused["error"]) == (False, "not_found"), refused
    assert client.ask_raw(b"nonsense\n")["error"] == "invalid_input"
    assert client.ask(op="cancel", job=7)["error"] == "not_found"
    assert client.ask(op="preview", slip=SLIP)["png"].startswith("iVBORw0KGgo"), "a PNG's first bytes"

    # Paper out keeps a job waiting, paper lets it go on; pause and cancel reach it meanwhile.
    state = os.path.join(printd.slips, "state")
    with open(state, "w") as file:
        file.write("paper_out")
    wait_until("no paper is seen", lambda: client.ask(op="status")["printer"]["state"] == "paper_out")
    first = client.ask(op="print", owner="staff", copies=3, slip=SLIP)["job"]
    second = client.ask(op="print", owner="staff", copies=3, slip=SLIP)["job"]
    assert client.ask(op="status")["queue"] == 6
    assert client.ask(op="pause", job=first)["ok"] and client.ask(op="cancel", job=second)["ok"]
    assert client.ask(op="job", job=first)["paused"]
    os.unlink(state)
    wait_until("paper is seen", lambda: client.ask(op="status")["printer"]["state"] == "ready")
    assert client.ask(op="job", job=first)["state"] == "queued"
    assert client.ask(op="resume", job=first)["ok"]
    assert wait_until("the job ends", lambda: is_over(client, first))["printed"] == 3
    assert client.ask(op="job", job=second)["state"] == "cancelled"
    assert [one["job"] for one in client.ask(op="jobs")["jobs"]] == [second, first]
    assert len(printd.whole_slips()) == 4

    # Half a line waits for its other half; a line too long is refused; the 65th client as well.
    half = Client(printd.path)
    half.socket.sendall(b'{"op":')
    assert client.ask(op="status")["ok"], "one slow client holds nobody up"
    assert half.ask_raw(b'"status"}\n')["ok"]
    assert half.ask_raw(b"x" * 70000)["error"] == "invalid_input"
    assert half.file.readline() == b"", "the connection is closed"
    half.close()
    others = [Client(printd.path) for _ in range(63)]
    assert all(other.ask(op="status")["ok"] for other in others)
    late = Client(printd.path)
    assert json.loads(late.file.readline())["error"] == "unavailable"
    for one in [*others, late, client]:
        one.close()

    second_service = subprocess.run([printd.program, "--config", printd.config], capture_output=True, text=True, timeout=30)
    assert second_service.returncode == 1 and "another printer service" in second_service.stderr, second_service
    assert printd.end(signal.SIGTERM) == 0
    assert not os.path.exists(printd.path)
    with open(os.path.join(printd.folder, "run", "status.json"), encoding="utf-8") as file:
        assert json.load(file)["printer"]["model"] == "generic-80"
    with open(os.path.join(printd.folder, "log"), encoding="utf-8") as file:
        text = file.read()
    assert "7K2F" not in text and "Зал" not in text, "a slip's words entered the log"


def check_kills(printd, kills, seed):
    """Nothing is printed twice and nothing is lost silently, whenever printd is killed."""
    chance = random.Random(seed)
    client = printd.start()
    before = len(printd.whole_slips())
    job = client.ask(op="print", owner="staff", copies=COPIES, slip=SLIP)["job"]
    killed = 0
    while killed < kills:
        client.close()
        # The wait is the random moment itself; a slip takes some milliseconds.
        time.sleep(chance.uniform(0, 0.06))
        printd.end(signal.SIGKILL)
        killed += 1
        client = printd.start()
        reply = client.ask(op="job", job=job)
        assert reply["unknown"] <= killed, reply
        if reply["state"] not in ("queued", "sending"):
            break
    end = wait_until("the job ends", lambda: is_over(client, job), 120)
    whole = len(printd.whole_slips()) - before
    client.close()
    assert printd.end(signal.SIGTERM) == 0
    printed, unknown = end["printed"], end["unknown"]
    print(f"kills {killed}, printed {printed}, unknown {unknown}, whole slips {whole}")
    assert printed + unknown == COPIES and end["failed"] == 0, end
    assert unknown <= killed, "at most the slip in flight at each kill is unknown"
    assert printed <= whole <= printed + unknown, "a slip was printed twice or lost"
    assert (end["state"] == "unknown") == (unknown > 0), end


def main():
    program, slips = sys.argv[1], sys.argv[2]
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 15
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        printd = Printd(program, slips, folder)
        try:
            check_protocol(printd)
            check_kills(printd, kills, seed)
        finally:
            if printd.child is not None and printd.child.poll() is None:
                printd.end(signal.SIGKILL)


main()
