"""A courier and everything that a network does to it: a faulty front before the server, and a loopback
of its own that loses, resets, crawls and knows no names. Nothing is lost or doubled, what a Retry-After
asked for is waited, and everything is delivered when the fault is over."""
import contextlib
import os
import random

from disks import run
from faulty_front import MISHAPS, FaultyFront
from hall import Hall, start_server
from municipality import SERVER_NAME, Authority, Failed, free_port, wait_until

VISITS = 4
LINE_VISITS = 20
# A server's wish for patience is granted up to the courier's own longest wait.
RETRY_S_MAX = 3
TIMEOUT_S = 2
PATIENCE_S = 180


class Scene:
    def __init__(self, work, folder, seed, port, public_url):
        self.chance = random.Random(seed)
        self.server = start_server(os.path.join(folder, "server"), work.programs, work.bundle, port, public_url=public_url)
        self.hall = Hall(os.path.join(folder, "hall"), work.programs, work.bundle, self.server)
        self.hall.configure_courier(RETRY_S_MAX, TIMEOUT_S)
        self.hall.enrol_rig()
        self.hall.start_syncd()
        self._thanked = 0

    def visitors_come(self, visits=VISITS):
        self.hall.start_rig(visits, self.chance.randrange(1 << 30), "--drain", patience_s=PATIENCE_S)

    def everything_arrives(self, what):
        """The same life of the kiosk goes on until all is delivered; what came since the last time."""
        wait_until(f"{what}: delivery", lambda: not self.hall.kiosk.is_running(), PATIENCE_S + 30)
        if self.hall.kiosk.exit_code():
            raise Failed(f"{what}: not delivered: {self.hall.kiosk.log_tail()}\n{self.hall.syncd.log_tail()}")
        self.hall.syncd.require_running()
        verdict = self.hall.verdict()
        verdict.thanked, self._thanked = verdict.thanked - self._thanked, verdict.thanked
        return verdict

    def ends(self):
        self.hall.stop()
        self.server.stop()


def run_front(work, folder, mishaps, seed):
    server_port, front_port = free_port(), free_port()
    scene = Scene(work, folder, seed, server_port, f"https://127.0.0.1:{front_port}")
    front = FaultyFront(front_port, server_port, scene.server.authority, Authority(os.path.join(folder, "stranger")), seed)
    try:
        for mode in MISHAPS:
            front.turns(mode)
            scene.visitors_come(VISITS + 3 * mishaps)  # a mishap may deliver
            if not front.wait_for_mishaps(mishaps, PATIENCE_S):
                raise Failed(f"{mode}: {front.mishaps} of {mishaps} times\n{scene.hall.syncd.log_tail()}")
            times = front.mishaps
            front.turns(None)
            work.add(f"front: {mode}", times, scene.everything_arrives(mode))
            if front.came_too_early_s:
                raise Failed(f"{mode}: came {max(front.came_too_early_s):.2f} s before the moment of Retry-After")
    finally:
        front.close()
        scene.ends()


# Faults of the loopback itself -------------------------------------------------------------------


def nft(*words):
    run("nft", *words)


@contextlib.contextmanager
def rule_for(port, *rule):
    """Something befalls packets to and from the port."""
    nft("add", "table", "inet", "faults")
    nft("add", "chain", "inet", "faults", "way", "{ type filter hook input priority 0; }")
    try:
        for side in ("dport", "sport"):
            nft("add", "rule", "inet", "faults", "way", "tcp", side, str(port), *rule)
        yield
    finally:
        nft("delete", "table", "inet", "faults")


def loss(port):
    return rule_for(port, "numgen", "random", "mod", "100", "<", "25", "drop")


def resets(port):
    return rule_for(port, "numgen", "random", "mod", "100", "<", "4", "reject", "with", "tcp", "reset")


def black_hole(port):
    return rule_for(port, "drop")


@contextlib.contextmanager
def slow_line(_):
    run("ip", "link", "set", "lo", "mtu", "1500")
    run("tc", "qdisc", "add", "dev", "lo", "root", "tbf", "rate", "64kbit", "burst", "3000", "latency", "2s")
    try:
        yield
    finally:
        run("tc", "qdisc", "del", "dev", "lo", "root")
        run("ip", "link", "set", "lo", "mtu", "65536")


class Names:
    """The machine's hosts and resolver files, ours as long as this mount namespace lives."""

    def __init__(self, folder):
        self._hosts = self._put(folder, "hosts", "127.0.0.1 localhost\n")
        self._put(folder, "resolv.conf", "nameserver 127.0.0.1\n")  # where nobody answers

    @staticmethod
    def _put(folder, name, text):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        run("mount", "--bind", path, os.path.join("/etc", name))
        return path

    def know(self, name):
        with open(self._hosts, "a", encoding="ascii") as file:
            file.write(f"127.0.0.1 {name}\n")

    @staticmethod
    def forget_all():
        for name in ("hosts", "resolv.conf"):
            run("umount", os.path.join("/etc", name))


def contacts_fail(scene, count):
    """Until the courier has failed so often since its last delivery."""
    wait_until(f"{count} failed contacts", lambda: scene.hall.status("syncd").get("failures", 0) >= count, PATIENCE_S)


def run_line(work, folder, mishaps, seed):
    port = free_port()
    scene = Scene(work, folder, seed, port, f"https://127.0.0.1:{port}")
    try:
        for what, fault, stops_all in (("25 % of packets lost", loss, False), ("resets", resets, False),
                                       ("64 kbit/s", slow_line, False), ("nothing comes through", black_hole, True)):
            with fault(port):
                scene.visitors_come(LINE_VISITS)
                if stops_all:
                    contacts_fail(scene, mishaps)
                else:
                    verdict = scene.everything_arrives(what)
            if stops_all:
                verdict = scene.everything_arrives(what)
            work.add(f"line: {what}", LINE_VISITS, verdict)
    finally:
        scene.ends()


def run_names(work, folder, mishaps, seed):
    os.makedirs(folder)
    port = free_port()
    names = Names(folder)
    try:
        scene = Scene(work, folder, seed, port, f"https://{SERVER_NAME}:{port}")
        try:
            scene.visitors_come()
            contacts_fail(scene, mishaps)
            names.know(SERVER_NAME)
            work.add("line: no name server", VISITS, scene.everything_arrives("names"))
        finally:
            scene.ends()
    finally:
        names.forget_all()
