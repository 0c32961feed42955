"""otklik-printd before a print scheduler's queue with a driver: pages to a real IPP printer (ippeveprinter).

usage: cups_page_test.py PRINTD OTKLIK SLIPS_FOLDER
The printer announces itself by DNS-SD, so all of it lives in namespaces of its own: network, mounts, processes.
Exits with 77 and the reason where they cannot be made or a program is missing.
"""
import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import private_cups
from fake_printer import FakePrinter
from printd import SLIP, Printd, is_over, wait_until

SKIPPED = 77
INSIDE = "OTKLIK_TEST_INSIDE"
IPP_PORT = 8701
DOTS_PER_INCH = 200
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""
AVAHI = "[server]\nallow-interfaces=lo\nuse-ipv6=no\n[publish]\npublish-workstation=no\n"


def missing():
    reason = private_cups.missing()
    for program in ("unshare", "ippeveprinter", "avahi-daemon", "dbus-daemon", "pdftoppm", "zbarimg",
                    "/usr/lib/cups/filter/pdftopdf"):
        if not reason and not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/sbin"):
            reason = f"{program} is not installed"
    if not reason and subprocess.run([*NAMESPACES, "true"], capture_output=True).returncode != 0:
        reason = "no namespaces can be made here"
    return reason


NAMESPACES = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


class IppPrinter:
    """ippeveprinter with the bus and the announcer that it insists on."""

    def __init__(self, folder):
        self.taken = os.path.join(folder, "taken")
        os.makedirs(self.taken)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
        os.makedirs("/run/dbus")
        os.makedirs("/run/avahi-daemon")
        self.log = open(os.path.join(folder, "ipp.log"), "w+", encoding="utf-8")
        self.children = [self._start("dbus-daemon", f"--config-file={write(folder + '/bus.conf', BUS)}", "--nofork")]
        wait_until("the bus is there", lambda: os.path.exists("/run/dbus/system_bus_socket"))
        self.children.append(self._start("avahi-daemon", "-f", write(folder + "/avahi.conf", AVAHI),
                                         "--no-drop-root", "--no-rlimits", "--no-chroot"))
        wait_until("the announcer is there", lambda: "Server startup complete" in self.told())
        self.children.append(self._start("ippeveprinter", "-k", "-d", self.taken, "-p", str(IPP_PORT), "-n",
                                         "localhost", "-f", "application/pdf", "-r", "off", "slips"))
        self.uri = f"ipp://localhost:{IPP_PORT}/ipp/print"
        wait_until("the printer answers", lambda: subprocess.run(
            ["ipptool", "-q", self.uri, "get-printer-attributes.test"], capture_output=True).returncode == 0, 30)

    def _start(self, program, *words):
        path = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")
        return subprocess.Popen([path, *words], stdout=self.log, stderr=self.log)

    def told(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as file:
            return file.read()

    def pages(self):
        return sorted(glob.glob(os.path.join(self.taken, "*.pdf")))

    def close(self):
        for child in reversed(self.children):
            child.terminate()
            child.wait(30)
        self.log.close()


def picture_of(pdf, folder, kind):
    picture = os.path.join(folder, os.path.basename(pdf))
    subprocess.run(["pdftoppm", "-r", str(DOTS_PER_INCH), kind, "-singlefile", pdf, picture], check=True)
    return picture + {"-png": ".png", "-gray": ".pgm"}[kind]


def link_of(pdf, folder):
    return subprocess.run(["zbarimg", "--quiet", "--raw", picture_of(pdf, folder, "-png")], capture_output=True,
                          check=True, text=True).stdout.strip()


def ink_of(pdf, folder):
    """How wide and high what is printed is, in dots."""
    with open(picture_of(pdf, folder, "-gray"), "rb") as file:
        assert file.readline() == b"P5\n"
        width, _ = map(int, file.readline().split())
        assert file.readline() == b"255\n"
        pixels = file.read()
    rows = [pixels[at:at + width] for at in range(0, len(pixels), width)]
    inked = [row for row in rows if min(row) < 128]
    first = min(next(x for x, dot in enumerate(row) if dot < 128) for row in inked)
    last = max(width - next(x for x, dot in enumerate(reversed(row)) if dot < 128) for row in inked)
    return last - first, len(rows) - rows[::-1].index(inked[-1]) - rows.index(inked[0])


def print_to_end(client, copies):
    job = client.ask(op="print", owner="staff", copies=copies, slip=SLIP)["job"]
    return wait_until("the job ends", lambda: is_over(client, job), 90)


def check_driver(printd, cups, printer, cli, slips):
    client = printd.start()
    end = print_to_end(client, 2)
    assert (end["state"], end["printed"]) == ("printed", 2), (end, cups.log(), printer.told()[-3000:])
    assert len(printer.pages()) == 2, printer.pages()
    ours = os.path.join(printd.folder, "ours.pdf")
    subprocess.run([cli, "slip", "render", "--model", "generic-80", "--link", SLIP["link"], "--template",
                    os.path.join(slips, "phone.json"), "--out", ours], check=True, capture_output=True)
    asked = ink_of(ours, printd.folder)
    for page in printer.pages():
        assert link_of(page, printd.folder) == SLIP["link"], page
        # The printer's sheet is a letter: what is as large as on the roll was not blown up to it.
        came_out = ink_of(page, printd.folder)
        assert max(abs(a - b) for a, b in zip(asked, came_out)) <= 2, (asked, came_out)
    assert client.ask(op="preview", slip=SLIP)["error"] == "unsupported"
    client.close()
    assert printd.end(signal.SIGTERM) == 0


def told_by(printd):
    with open(os.path.join(printd.folder, "log"), encoding="utf-8") as file:
        return file.read()


def check_raw_queue(printd, raw_printer):
    """A page's source must not run over metres of paper."""
    client = printd.start()
    job = client.ask(op="print", owner="staff", copies=1, slip=SLIP)["job"]
    wait_until("the remedy is told", lambda: "cups_document" in told_by(printd), 30)
    assert client.ask(op="job", job=job)["printed"] == 0
    client.close()
    assert printd.end(signal.SIGTERM) == 0
    assert raw_printer.take_streams() == []


def inside(program, cli, slips):
    with tempfile.TemporaryDirectory() as folder:
        printer = IppPrinter(folder)
        raw_printer = FakePrinter()
        cups = private_cups.PrivateCups(os.path.join(folder, "cups"))
        queue = f'port = "cups"\nslip_s_max = 60\ncups_queue = "127.0.0.1:{cups.port}'
        printds = [Printd(program, slips, os.path.join(folder, name), f'{queue}/{name}"\n') for name in ("page", "raw")]
        try:
            cups.add_queue("page", printer.uri, "everywhere")
            cups.add_queue("raw", f"socket://127.0.0.1:{raw_printer.port}")
            check_driver(printds[0], cups, printer, cli, slips)
            check_raw_queue(printds[1], raw_printer)
        finally:
            for printd in printds:
                printd.kill_if_it_runs()
            cups.close()
            raw_printer.close()
            printer.close()


def main():
    program, cli, slips = sys.argv[1:]
    if os.environ.get(INSIDE):
        inside(program, cli, slips)
        return 0
    reason = missing()
    if reason:
        print(f"skipped: {reason}")
        return SKIPPED
    return subprocess.run([*NAMESPACES, sys.executable, __file__, program, cli, slips],
                          env={**os.environ, INSIDE: "1"}).returncode


sys.exit(main())
