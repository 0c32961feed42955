#!/usr/bin/python3
"""What an order costs: from its line on the socket to the first byte at a network printer's side, and
whether 10,000 waiting jobs make an order or a question slower.

usage: print.py PROGRAMS [JOBS]
Prints name, value, unit, bar and ok|short|-, separated by tabs.
"""
import os
import signal
import statistics
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "drivers", "service"))

from fake_printer import FakePrinter  # noqa: E402
from printd import SLIP, Client, Printd, is_over, wait_until  # noqa: E402

ORDERS = 30
FIRST_BYTE_MS_MAX = 5
SLOWER_MAX = 1.5
CONNECTION_ORDERS = 300  # fewer than a client may ask in a burst


def figure(name, value, unit, bar=None):
    verdict = "-" if bar is None else "ok" if value <= bar else "short"
    print(name, f"{value:.2f}", unit, "-" if bar is None else f"<= {bar}", verdict, sep="\t", flush=True)


def first_byte(client, printer):
    samples = []
    for _ in range(ORDERS):
        wait_until("the printer is ready", lambda: client.ask(op="status")["printer"]["state"] == "ready")
        printer.slip_begins.clear()
        began = time.perf_counter()
        job = client.ask(op="print", owner="visitor", copies=1, slip=SLIP)["job"]
        assert printer.slip_begins.wait(20)
        samples.append((time.perf_counter() - began) * 1e3)
        wait_until("the slip ends", lambda number=job: is_over(client, number))
    figure("order to first byte at the port, median", statistics.median(samples), "ms", FIRST_BYTE_MS_MAX)


def many_jobs(printd, printer, count):
    printer.switch_off()
    client = Client(printd.path)
    wait_until("the printer is off", lambda: client.ask(op="status")["printer"]["state"] == "offline")
    orders = []
    for number in range(count):
        if number % CONNECTION_ORDERS == 0:
            client.close()
            client = Client(printd.path)
        began = time.perf_counter()
        reply = client.ask(op="print", owner="staff", copies=1, slip=SLIP)
        orders.append((time.perf_counter() - began) * 1e3)
        assert reply["ok"], reply
    part = max(count // 20, 1)
    early, late = statistics.median(orders[:part]), statistics.median(orders[-part:])
    began = time.perf_counter()
    assert client.ask(op="status")["queue"] == count
    figure(f"status with {count} jobs waiting", (time.perf_counter() - began) * 1e3, "ms")
    figure("a staff order with none waiting, median", early, "ms")
    figure(f"a staff order with {count} waiting, times as long", late / early, "x", SLOWER_MAX)
    client.close()
    printer.switch_on()


def main():
    programs = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        printer = FakePrinter()
        printd = Printd(f"{programs}/otklik-printd", f"{ROOT}/config/slips", os.path.join(folder, "printd"),
                        f'port = "network"\nnetwork_address = "127.0.0.1:{printer.port}"\nstatus = "real-time"\n')
        try:
            client = printd.start()
            first_byte(client, printer)
            client.close()
            many_jobs(printd, printer, count)
            printd.end(signal.SIGTERM)
        finally:
            printd.kill_if_it_runs()
            printer.close()


main()
