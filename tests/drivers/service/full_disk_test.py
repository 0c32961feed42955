"""otklik-printd on a full spool disk: orders are refused clearly; what was taken comes out once there is room, once.

usage: full_disk_test.py PRINTD SLIPS_FOLDER
Exits with 77 and the reason where no file system of its own can be mounted.
"""
import errno
import os
import signal
import subprocess
import sys
import tempfile

from printd import SLIP, Printd, is_over, wait_until

SKIPPED = 77
DISK_BYTES = 256 * 1024


def fill(folder):
    """Takes every byte that is left; the file that holds them."""
    path = os.path.join(folder, "filler")
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError as error:
            assert error.errno == errno.ENOSPC, error
    return path


def order(client):
    return client.ask(op="print", owner="staff", copies=1, slip=SLIP)


def orders_until_refused(client, taken):
    """SQLite uses the pages that it has before it asks for more; what it took counts."""
    reply = order(client)
    if reply["ok"]:
        taken.append(reply["job"])
    return None if reply["ok"] else reply


def check(printd, state):
    client = printd.start()
    taken = [order(client)["job"]]
    wait_until("the job ends", lambda: is_over(client, taken[0]))
    filler = fill(state)
    refused = wait_until("an order finds no room", lambda: orders_until_refused(client, taken))
    assert refused["error"] == "no_space", refused
    assert client.ask(op="status")["ok"], "it answers all the same"

    # Room again: whatever was taken comes out, each slip once, and orders are taken again.
    os.unlink(filler)
    taken.append(wait_until("an order is taken again", lambda: order(client).get("job")))
    for job in taken:
        end = wait_until("a job ends", lambda: is_over(client, job), 60)
        assert (end["state"], end["printed"]) == ("printed", 1), (job, end)
    assert len(printd.whole_slips()) == len(taken), (printd.whole_slips(), taken)
    client.close()
    assert printd.end(signal.SIGTERM) == 0


def main():
    program, slips = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        printd = Printd(program, slips, folder)
        state = os.path.join(folder, "state")
        os.mkdir(state)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", state],
                                 capture_output=True, text=True)
        if mounted.returncode != 0:
            print(f"skipped: no file system can be mounted: {mounted.stderr.strip()}")
            return SKIPPED
        try:
            check(printd, state)
        finally:
            printd.kill_if_it_runs()
            subprocess.run(["umount", state], check=True)
    return 0


sys.exit(main())
