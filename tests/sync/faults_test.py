"""otklik-syncd against a server that lies, stalls and breaks, over real TLS on loopback.

For each fault: nothing is believed, nothing leaves the outbox, the status names the trouble; and when
the server is good again, every receipt arrives.  usage: faults_test.py SYNCD WRITE_SAMPLE [FAULT…]
"""

import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from fault_server import Certificates, FaultServer  # noqa: E402

BATCHES = 3
# What the status file must say after the fault.
FAULTS = {
    "portal": "not_signed",
    "redirect": "not_signed",
    "too-large": "refused",
    "busy": "busy",
    "early": "busy",
    "flood": "not_signed",
    "endless-header": "not_signed",
    "truncated": "unreachable",
    "no-http": "unreachable",
    "slow": "unreachable",
    "stranger": "not_signed",
    "other": "not_signed",
    "lost-answer": "unreachable",
    "wrong-authority": "not_trusted",
    "wrong-host": "not_trusted",
    "expired": "not_trusted",
    "not-yet-valid": "not_trusted",
    "plain-http": "not_trusted",
}


class Failed(Exception):
    pass


def demand(holds: bool, words: str) -> None:
    if not holds:
        raise Failed(words)


class Site:
    """The folders of one kiosk, and the courier that serves them."""

    def __init__(self, folder: pathlib.Path, syncd: str):
        self.folder = folder
        self.syncd = syncd
        self.process = None

    def start(self) -> None:
        command = [self.syncd, "--config", str(self.folder / "syncd.toml")]
        with open(self.folder / "syncd.log", "ab") as log:
            # A proxy of the environment must not be used: nobody listens at this one.
            self.process = subprocess.Popen(command, stderr=log,
                                            env={"https_proxy": "http://127.0.0.1:1"})

    def stop(self) -> None:
        self.process.terminate()
        demand(self.process.wait(10) == 0, "SIGTERM must end the courier with exit code 0")
        self.process = None

    def end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def status(self) -> dict:
        return json.loads((self.folder / "status.json").read_text())

    def batches(self) -> dict:
        return {path.name: path.read_bytes() for path in (self.folder / "outbox").iterdir()}

    def receipts(self) -> list:
        return sorted((self.folder / "inbox").glob("*.receipt"))


def prepare(folder: pathlib.Path, server: FaultServer, certificates: Certificates,
            write_sample: str) -> None:
    (folder / "syncd.toml").write_text(
        '[syncd]\noutbox_folder = "outbox"\ninbox_folder = "inbox"\nstatus_file = "status.json"\n'
        "interval_s = 0\nretry_s_min = 1\nretry_s_max = 1\ntimeout_s = 2\n")
    subprocess.run([write_sample, str(folder), f"https://127.0.0.1:{server.port}",
                    certificates.pem("authority"), str(BATCHES)], check=True)


def run_fault(fault: str, root: pathlib.Path, certificates: Certificates, syncd: str,
              write_sample: str) -> None:
    folder = root / fault
    folder.mkdir()
    server = FaultServer(certificates, folder / "replies", fault)
    prepare(folder, server, certificates, write_sample)
    site = Site(folder, syncd)
    frozen = site.batches()
    demand(len(frozen) == BATCHES, "the sample has its batches")
    try:
        site.start()
        demand(server.wait_for_contacts(3, 40), f"three attempts expected, {server.contacts} seen")
        site.stop()
        demand(site.batches() == frozen, "the outbox must be as it was")
        demand(site.receipts() == [], "nothing of this may be stored as a receipt")
        status = site.status()
        demand(status["last_error"] == FAULTS[fault], f"status says {status}")
        demand(status["state"] == "retrying" and status["queue"] == BATCHES, f"status {status}")

        server.mode = "good"
        site.start()
        deadline = time.monotonic() + 40
        while len(site.receipts()) < BATCHES:
            demand(time.monotonic() < deadline, "a good server must get every batch")
            time.sleep(0.05)
        site.stop()
        demand(site.batches() == frozen, "the outbox must still be as it was")
        demand(len(server.held) == BATCHES, "the server holds each batch once")
        for receipt in site.receipts():
            good = folder / "replies" / f"{receipt.stem}.good"
            demand(receipt.read_bytes() == good.read_bytes(), "the receipt is stored as received")
        demand(site.status()["state"] == "idle", f"status {site.status()}")
    finally:
        site.end()


def main() -> int:
    syncd, write_sample, *chosen = sys.argv[1:]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="otklik-faults-") as name:
        root = pathlib.Path(name)
        certificates = Certificates(root / "certificates")
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            runs = {fault: pool.submit(run_fault, fault, root, certificates, syncd, write_sample)
                    for fault in (chosen or FAULTS)}
        for fault, run in runs.items():
            problem = run.exception()
            print(f"{'FAILED' if problem else 'ok':7}{fault}{f': {problem}' if problem else ''}")
            if problem:
                failed += 1
                log = root / fault / "syncd.log"
                print(log.read_text() if log.exists() else "(the courier was not started)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
