"""otklik-printd before a print scheduler's queue with a driver: pages to a real IPP printer (ippeveprinter).

usage: cups_page_test.py PRINTD OTKLIK SLIPS_FOLDER
The printer announces itself by DNS-SD, so all of it lives in namespaces of its own: network, mounts, processes.
Exits with 77 and the reason where they cannot be made or a program is missing.
"""
import glob
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

import private_cups
from fake_printer import FakePrinter
from printd import SLIP, Printd, is_over, wait_until

SKIPPED = 77
INSIDE = "OTKLIK_TEST_INSIDE"
PDF_PORT, RASTER_PORT = 8701, 8702
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


class IppPrinters:
    """Two of ippeveprinter, one that takes PDF and one that takes PWG raster, with the bus and the announcer that they
    insist on."""

    def __init__(self, folder):
        self.folder = folder
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
        self.pdf_uri = self._printer(PDF_PORT, "application/pdf")
        self.raster_uri = self._printer(RASTER_PORT, "image/pwg-raster")

    def _printer(self, port, takes):
        taken = os.path.join(self.folder, str(port))
        os.makedirs(taken)
        self.children.append(self._start("ippeveprinter", "-k", "-d", taken, "-p", str(port), "-n", "localhost",
                                         "-f", takes, "-r", "off", f"slips {port}"))
        uri = f"ipp://localhost:{port}/ipp/print"
        wait_until("the printer answers", lambda: subprocess.run(
            ["ipptool", "-q", uri, "get-printer-attributes.test"], capture_output=True).returncode == 0, 30)
        return uri

    def _start(self, program, *words):
        path = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")
        return subprocess.Popen([path, *words], stdout=self.log, stderr=self.log)

    def told(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as file:
            return file.read()

    def pages(self):
        return sorted(glob.glob(os.path.join(self.folder, str(PDF_PORT), "*.pdf")))

    def rasters(self):
        return sorted(glob.glob(os.path.join(self.folder, str(RASTER_PORT), "*.pwg")))

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


def rows_of_pgm(path):
    with open(path, "rb") as file:
        assert file.readline() == b"P5\n"
        width, _ = map(int, file.readline().split())
        assert file.readline() == b"255\n"
        pixels = file.read()
    return [pixels[at:at + width] for at in range(0, len(pixels), width)]


def ink_of(rows):
    """How wide and high what is printed is, in dots."""
    width = len(rows[0])
    inked = [row for row in rows if min(row) < 128]
    first = min(next(x for x, dot in enumerate(row) if dot < 128) for row in inked)
    last = max(width - next(x for x, dot in enumerate(reversed(row)) if dot < 128) for row in inked)
    return last - first, len(rows) - rows[::-1].index(inked[-1]) - rows.index(inked[0])


def rows_of_raster(path):
    """Dots per inch, and the grey rows of the one page (PWG 5102.4: a header, then each row's repetitions, and in it
    runs of one dot or of different ones)."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:4] == b"RaS2" and data[4:14] == b"PwgRaster\0", data[:20]
    dots_per_inch, down, = struct.unpack_from(">II", data, 4 + 276)
    width, height, _, bits, bits_per_dot, row_bytes, _, colours = struct.unpack_from(">8I", data, 4 + 372)
    assert (dots_per_inch, bits, bits_per_dot, row_bytes, colours) == (down, 8, 8, width, 18), "sgray_8"
    at, rows = 4 + 1796, []
    while len(rows) < height:
        repeated, at, row = data[at] + 1, at + 1, bytearray()
        while len(row) < width:
            run, at = data[at], at + 1
            if run < 128:
                row, at = row + data[at:at + 1] * (run + 1), at + 1
            else:
                row, at = row + data[at:at + 257 - run], at + 257 - run
        assert len(row) == width
        rows += [bytes(row)] * repeated
    assert len(rows) == height and at == len(data), "one page, and nothing behind it"
    return dots_per_inch, rows


def link_in_rows(rows, path):
    with open(path, "wb") as file:
        file.write(b"P5\n%d %d\n255\n" % (len(rows[0]), len(rows)) + b"".join(rows))
    return subprocess.run(["zbarimg", "--quiet", "--raw", path], capture_output=True, check=True, text=True).stdout.strip()


def print_to_end(client, copies):
    job = client.ask(op="print", owner="staff", copies=copies, slip=SLIP)["job"]
    return wait_until("the job ends", lambda: is_over(client, job), 90)


def our_page(printd, cli, slips):
    ours = os.path.join(printd.folder, "ours.pdf")
    subprocess.run([cli, "slip", "render", "--model", "generic-80", "--link", SLIP["link"], "--template",
                    os.path.join(slips, "phone.json"), "--out", ours], check=True, capture_output=True)
    return ink_of(rows_of_pgm(picture_of(ours, printd.folder, "-gray")))


def check_raster(printd, cups, printers, cli, slips):
    """A scheduler that can make nothing of a PDF is given PWG raster, as it says it takes."""
    client = printd.start()
    end = print_to_end(client, 2)
    assert (end["state"], end["printed"]) == ("printed", 2), (end, cups.log(), printers.told()[-3000:], told_by(printd))
    assert len(printers.rasters()) == 2, printers.rasters()
    asked = our_page(printd, cli, slips)
    for raster in printers.rasters():
        dots_per_inch, rows = rows_of_raster(raster)
        assert set(b"".join(rows)) == {0, 255}, "black and white"
        assert link_in_rows(rows, os.path.join(printd.folder, "raster.pgm")) == SLIP["link"]
        came_out = [dots * DOTS_PER_INCH / dots_per_inch for dots in ink_of(rows)]
        assert max(abs(a - b) for a, b in zip(asked, came_out)) <= 2, (asked, came_out)
    client.close()
    assert printd.end(signal.SIGTERM) == 0


def check_driver(printd, cups, printer, cli, slips):
    client = printd.start()
    end = print_to_end(client, 2)
    assert (end["state"], end["printed"]) == ("printed", 2), (end, cups.log(), printer.told()[-3000:])
    assert len(printer.pages()) == 2, printer.pages()
    asked = our_page(printd, cli, slips)
    for page in printer.pages():
        assert link_of(page, printd.folder) == SLIP["link"], page
        # The printer's sheet is a letter: what is as large as on the roll was not blown up to it.
        came_out = ink_of(rows_of_pgm(picture_of(page, printd.folder, "-gray")))
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
        printers = IppPrinters(folder)
        raw_printer = FakePrinter()
        cups = private_cups.PrivateCups(os.path.join(folder, "cups"))
        bare_cups = private_cups.PrivateCups(os.path.join(folder, "bare-cups"), has_filters=False)
        queue = 'port = "cups"\nslip_s_max = 60\ncups_queue = "127.0.0.1:'
        printds = [Printd(program, slips, os.path.join(folder, name), f'{queue}{scheduler.port}/{name}"\n')
                   for name, scheduler in (("page", cups), ("raw", cups), ("raster", bare_cups))]
        try:
            cups.add_queue("page", printers.pdf_uri, "everywhere")
            cups.add_queue("raw", f"socket://127.0.0.1:{raw_printer.port}")
            bare_cups.add_queue("raster", printers.raster_uri, "everywhere")
            check_driver(printds[0], cups, printers, cli, slips)
            check_raw_queue(printds[1], raw_printer)
            check_raster(printds[2], bare_cups, printers, cli, slips)
        finally:
            for printd in printds:
                printd.kill_if_it_runs()
            cups.close()
            bare_cups.close()
            raw_printer.close()
            printers.close()


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
