"""Real faults under the real programs: nothing thanked may be lost, nothing doubled.

Every part has its own processes and folders. A part that this machine does not allow says why, and
the command then ends with its own code: it never counts as passed.
"""
import argparse
import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "rig"))

import clocks  # noqa: E402
import flips  # noqa: E402
import full_disks  # noqa: E402
import injections  # noqa: E402
import interrupts  # noqa: E402
import networks  # noqa: E402
import power_cuts  # noqa: E402
from disks import in_own_mounts, run as run_command  # noqa: E402
from municipality import Failed, assemble_bundle  # noqa: E402

# Set where this program has a network of its own.
OWN_NETWORK = "OTKLIK_OWN_NETWORK"
OK, FAILED, USAGE, LEFT_OUT, ENDED = 0, 1, 2, 77, 130


@dataclasses.dataclass
class Row:
    fault: str
    times: int
    thanked: int
    lost: int
    doubled: int


class Work:
    """What all parts share."""

    def __init__(self, programs, bundle, counts):
        self.programs, self.bundle, self.counts = programs, bundle, counts
        self.rows, self.named = [], []

    @staticmethod
    def say(words):
        print(f"   {words}", flush=True)

    def add(self, fault, times, verdict):
        self.rows.append(Row(fault, times, verdict.thanked, len(verdict.lost), len(verdict.doubled) + len(verdict.unwanted)))
        self.named += verdict.named()

    def table(self):
        width = max(len(row.fault) for row in self.rows)
        lines = [f"{'fault':{width}}  {'times':>6}  {'thanked':>8}  lost  doubled"]
        lines += [f"{row.fault:{width}}  {row.times:6}  {row.thanked:8}  {row.lost:4}  {row.doubled:7}" for row in self.rows]
        return "\n".join(lines + self.named)


def cannot(*programs, loops=False):
    """What is missing for a part; empty if nothing is."""
    if os.geteuid() != 0:
        return "needs root"
    for program in programs:
        if shutil.which(program) is None:
            return f"needs {program}"
    if loops and not os.path.exists("/dev/loop-control"):
        return "this machine has no loop devices"
    return ""


def cuts(work, folder, seed):
    work.add(*power_cuts.run_cuts(work, folder, work.counts.cuts, seed))


def lying_disk(work, folder, seed):
    lost, thanked = power_cuts.run_control(work, folder, work.counts.control_cuts, seed)
    work.say(f"a disk that lies about its syncs lost {lost} of {thanked} answers: the cuts are real")


def bits(work, folder, seed):
    in_rows, anywhere, cost = flips.run(work, folder, work.counts.flips, seed)
    work.say(f"{in_rows} of {in_rows} flipped rows found, each set aside alone; {anywhere} flips anywhere in the file set "
             f"{cost} rows aside, all reported")


def clocks_jump(work, folder, seed):
    clocks.run(work, folder, seed)


def disks_fill(work, folder, seed):
    full_disks.run(work, folder, work.counts.mishaps, seed)


def front(work, folder, seed):
    networks.run_front(work, folder, work.counts.mishaps, seed)


def line(work, folder, seed):
    networks.run_line(work, folder, work.counts.mishaps, seed)
    networks.run_names(work, os.path.join(folder, "names"), work.counts.mishaps, seed)


def line_cannot():
    return cannot("unshare", "ip", "tc", "nft") or ("" if OWN_NETWORK in os.environ else
                                                    "this machine lets nobody have a network of his own")


def calls_of(whose):
    return lambda work, folder, seed: injections.run(work, folder, whose, work.counts.calls or None, seed)


@dataclasses.dataclass
class Part:
    name: str
    what: str
    run: object
    why_not: object


PARTS = [
    Part("cuts", "power cuts of the kiosk's and the server's disk", cuts,
         lambda: cannot("unshare", "mkfs.ext4", loops=True)),
    Part("lying-disk", "the same on a disk that never syncs: answers must be lost", lying_disk,
         lambda: cannot("unshare", "mkfs.ext4", "strace", loops=True)),
    Part("front", "what proxies, portals and a bad server answer", front, lambda: cannot("openssl")),
    Part("line", "loss, resets, 64 kbit/s, silence, no name server", line, line_cannot),
    Part("clocks", "clocks that jump, and 1970",
         clocks_jump, lambda: "" if clocks.library() else "needs libfaketime"),
    Part("full", "full disks under the kiosk and the server", disks_fill, lambda: cannot("unshare")),
    Part("flips", "bits that flip in the kiosk's file", bits, lambda: ""),
    Part("kiosk-calls", "system calls of the kiosk's writer that fail or kill, every n-th", calls_of("kiosk"),
         lambda: cannot("strace")),
    Part("courier-calls", "the same in the courier", calls_of("courier"), lambda: cannot("strace")),
    Part("server-calls", "the same in the server", calls_of("server"), lambda: cannot("strace")),
]


def read_arguments():
    parser = argparse.ArgumentParser(
        prog="scripts/test-faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Parts:\n" + "\n".join(f"  {part.name:12} {part.what}" for part in PARTS) +
        "\n\nExit codes: 0 nothing lost, nothing doubled; 1 else; 2 wrong command line; 77 a part could not be tried here.")
    parser.add_argument("parts", nargs="*", metavar="PART", help="which parts (default: all)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="repeats a run (default: a fresh one)")
    parser.add_argument("--cuts", type=int, default=250, help="power cuts (default: %(default)s)")
    parser.add_argument("--control-cuts", type=int, default=5, help="on the disk that lies (default: %(default)s)")
    parser.add_argument("--calls", type=int, default=10, help="at so many of each system call, drawn by the seed; 0: at every one (default: %(default)s)")
    parser.add_argument("--mishaps", type=int, default=5, help="of each on the network, and full disks (default: %(default)s)")
    parser.add_argument("--flips", type=int, default=300, help="bits in the kiosk's file (default: %(default)s)")
    parser.add_argument("--programs", default=os.path.join(ROOT, "build", "release", "bin"), help="folder of the programs")
    parser.add_argument("--dir", help="keeps databases and logs there (default: a temporary folder)")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - {part.name for part in PARTS}
    if unknown:
        parser.error(f"no part of that name: {', '.join(sorted(unknown))}")
    return arguments


def run_parts(work, parts, folder, seed):
    """Every part, whatever becomes of the others; returns the worst code."""
    code = OK
    for part in parts:
        print(f"== {part.name}: {part.what}", flush=True)
        reason = part.why_not()
        if reason:
            print(f"   left out: {reason}", flush=True)
            code = code or LEFT_OUT
            continue
        own = os.path.join(folder, part.name)
        os.makedirs(own)
        began = time.monotonic()
        try:
            part.run(work, own, seed)
        except (Failed, subprocess.SubprocessError) as failure:
            print(f"   FAILED: {failure}", flush=True)
            code = FAILED
        work.say(f"{time.monotonic() - began:.0f} s")
    return code


def go_apart():
    """Mounts and, where the machine allows it, a loopback that nobody else sees."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return
    if subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0:
        os.environ[OWN_NETWORK] = "1"
        in_own_mounts("--net")
        run_command("ip", "link", "set", "lo", "up")
    else:
        in_own_mounts()


def main():
    arguments = read_arguments()
    go_apart()
    interrupts.install()
    chosen = [part for part in PARTS if not arguments.parts or part.name in arguments.parts]
    folder = arguments.dir or tempfile.mkdtemp(prefix="otklik-faults-")
    os.makedirs(folder, exist_ok=True)
    print(f"== seed {arguments.seed}", flush=True)
    try:
        work = Work(arguments.programs, assemble_bundle(arguments.programs, ROOT, os.path.join(folder, "bundle")), arguments)
        code = run_parts(work, chosen, folder, arguments.seed)
    except KeyboardInterrupt:
        print(f"\n== ended; everything that was started is stopped (kept: {folder})")
        return ENDED
    if work.rows:
        print(work.table())
    if any(row.lost or row.doubled for row in work.rows):
        code = FAILED
    if code == FAILED:
        print(f"kept: {folder}")
    elif not arguments.dir:
        shutil.rmtree(folder)
    if code == LEFT_OUT:
        print("not everything could be tried on this machine")
    return code


if __name__ == "__main__":
    sys.exit(main())
