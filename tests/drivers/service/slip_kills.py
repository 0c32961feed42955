"""Kills otklik-printd at a random moment of a job of 50 slips, again and again: 50 slips come out,
or 49 and the one that was on its way is told to be of unknown fate. Never one twice.

usage: slip_kills.py PRINTD SLIPS_FOLDER [--kills N] [--seed N]
The slips go to a network printer, every fifth job's into a folder. Prints one line a kill and the seed.
"""
import argparse
import os
import random
import signal
import tempfile
import time

from fake_printer import FakePrinter, slips_in
from printd import SLIP, Printd, is_over, wait_until

COPIES = 50


class FolderPrinter:
    """Slips as files."""
    name = "file"
    settings = 'port = "file"\n'

    def whole_slips(self, printd, slip):
        names = printd.whole_slips()
        for name in names:
            path = os.path.join(printd.slips, name)
            with open(path, "rb") as file:
                assert file.read() == slip, f"{name} is not the slip"
            os.unlink(path)
        return len(names)

    def close(self):
        pass


class NetworkPrinter:
    """Slips by TCP, to a printer that tells when it has worked one off."""
    name = "network"

    def __init__(self):
        self.printer = FakePrinter()
        self.settings = f'port = "network"\nnetwork_address = "127.0.0.1:{self.printer.port}"\nstatus = "real-time"\n'

    def whole_slips(self, _, slip):
        count = broken = 0
        for stream in self.printer.take_streams():
            whole, rest = slips_in(stream, slip)
            assert slip.startswith(rest), "bytes that are neither a slip nor the begin of one"
            count, broken = count + whole, broken + bool(rest)
        assert broken <= 1, "more than one slip broke off"
        return count

    def close(self):
        self.printer.close()


def finish(client, job):
    return wait_until("the job ends", lambda: is_over(client, job), 120)


def order(client):
    wait_until("the printer is ready", lambda: client.ask(op="status")["printer"]["state"] == "ready")
    return client.ask(op="print", owner="staff", copies=COPIES, slip=SLIP)["job"]


def one_kill(printd, printer, slip, after_s):
    """Returns what is told to be printed and unknown, and what came out."""
    client = printd.start()
    job = order(client)
    client.close()
    time.sleep(after_s)  # the random moment itself
    printd.end(signal.SIGKILL)
    client = printd.start()
    end = finish(client, job)
    client.close()
    assert printd.end(signal.SIGTERM) == 0
    return end, printer.whole_slips(printd, slip)


def check(end, whole):
    printed, unknown = end["printed"], end["unknown"]
    assert printed + unknown == COPIES and end["failed"] == 0, end
    assert unknown <= 1, f"{unknown} slips of unknown fate after one kill"
    assert printed <= whole <= printed + unknown, f"{whole} slips came out: {end}"
    assert (end["state"] == "unknown") == (unknown > 0), end


def measured(printd, printer, slip):
    """Seconds that the job takes when nobody disturbs it."""
    client = printd.start()
    job = order(client)
    began = time.monotonic()
    end = finish(client, job)
    took = time.monotonic() - began
    client.close()
    assert printd.end(signal.SIGTERM) == 0
    whole = printer.whole_slips(printd, slip)
    assert (end["state"], whole) == ("printed", COPIES), (end, whole)
    return took


def the_slip(program, slips, folder):
    """The bytes that each copy has to have."""
    printd = Printd(program, slips, folder)
    try:
        client = printd.start()
        job = client.ask(op="print", owner="staff", copies=1, slip=SLIP)["job"]
        finish(client, job)
        client.close()
        with open(os.path.join(printd.slips, printd.whole_slips()[0]), "rb") as file:
            return file.read()
    finally:
        printd.kill_if_it_runs()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("printd")
    parser.add_argument("slips")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    chance = random.Random(options.seed)
    unknown = 0
    with tempfile.TemporaryDirectory() as folder:
        slip = the_slip(options.printd, options.slips, os.path.join(folder, "once"))
        printers = [NetworkPrinter(), FolderPrinter()]
        services = [Printd(options.printd, options.slips, os.path.join(folder, printer.name), printer.settings)
                    for printer in printers]
        try:
            takes = [measured(service, printer, slip) for service, printer in zip(services, printers)]
            for kill in range(options.kills):
                service, printer, took = (one[kill % 5 == 4] for one in (services, printers, takes))
                after_s = chance.uniform(0, took)
                end, whole = one_kill(service, printer, slip, after_s)
                print(f"kill {kill + 1}: {printer.name}, after {after_s:.3f} s: told {end['printed']} printed, "
                      f"{end['unknown']} unknown; {whole} came out", flush=True)
                check(end, whole)
                unknown += end["unknown"]
        finally:
            for service, printer in zip(services, printers):
                service.kill_if_it_runs()
                printer.close()
    print(f"kills {options.kills}: no slip twice, none lost; one of unknown fate after {unknown} of them")


main()
