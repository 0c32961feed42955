"""otklik-printd as a process: the protocol's way and limits.

usage: service_test.py PRINTD SLIPS_FOLDER
"""
import json
import os
import signal
import subprocess
import sys
import tempfile

from printd import SLIP, Client, Printd, is_over, wait_until


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
    # A thousand more are told so, and nobody who was there loses anything.
    for _ in range(1000):
        late = Client(printd.path)
        assert json.loads(late.file.readline())["error"] == "unavailable"
        late.close()
    assert all(other.ask(op="status")["ok"] for other in others)

    # Who watches is told each change without asking; who asks too fast is told to wait.
    watcher = others.pop()
    assert watcher.ask(op="watch")["printer"]["state"] == "ready"
    with open(state, "w") as file:
        file.write("cover_open")
    while json.loads(watcher.file.readline())["printer"]["state"] != "cover_open":
        pass
    os.unlink(state)
    hasty = others.pop()
    hasty.file.write(b'{"op":"status"}\n' * 1000)
    hasty.file.flush()
    replies = [json.loads(hasty.file.readline()) for _ in range(1000)]
    refused = [reply for reply in replies if not reply["ok"]]
    assert refused and all(reply["error"] == "unavailable" for reply in refused), len(refused)
    for one in [*others, watcher, hasty, client]:
        one.close()

    second_service = subprocess.run([printd.program, "--config", printd.config], capture_output=True, text=True, timeout=30)
    assert second_service.returncode == 1 and "another process uses this folder" in second_service.stderr, second_service
    assert printd.end(signal.SIGTERM) == 0
    assert not os.path.exists(printd.path)
    with open(os.path.join(printd.folder, "run", "status.json"), encoding="utf-8") as file:
        assert json.load(file)["printer"]["model"] == "generic-80"
    with open(os.path.join(printd.folder, "log"), encoding="utf-8") as file:
        text = file.read()
    assert "7K2F" not in text and "Зал" not in text, "a slip's words entered the log"


def check_bare_names(program, folder):
    """A setting's relative path starts at the folder of the file, also when neither has a folder in its name."""
    with open(os.path.join(folder, "printd.toml"), "w", encoding="utf-8") as file:
        file.write('[printd]\nsocket = "printd.sock"\nstate_folder = "state"\nfile_folder = "slips"\n'
                   'status_file = "status.json"\n')
    printd = subprocess.Popen([program, "--config", "printd.toml"], cwd=folder)
    try:
        wait_until("the status file is there", lambda: os.path.exists(os.path.join(folder, "status.json")))
    finally:
        printd.terminate()
        code = printd.wait(30)
    assert code == 0, code


def main():
    program, slips = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        printd = Printd(program, slips, folder)
        try:
            check_protocol(printd)
        finally:
            printd.kill_if_it_runs()
    with tempfile.TemporaryDirectory() as folder:
        check_bare_names(program, folder)


main()
