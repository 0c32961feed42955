"""otklik-printd before a real print scheduler with a raw queue to a network printer.

usage: cups_test.py PRINTD SLIPS_FOLDER
Exits with 77 and the reason where no scheduler can be started.
"""
import os
import signal
import sys
import tempfile

import private_cups
from fake_printer import FakePrinter
from printd import SLIP, Printd, is_over, wait_until

SKIPPED = 77


def is_in_state(client, state):
    return client.ask(op="status")["printer"]["state"] == state


def order(client, copies):
    return client.ask(op="print", owner="staff", copies=copies, slip=SLIP)["job"]


def check_queue(printd, cups, printer):
    client = printd.start()
    wait_until("the queue is ready", lambda: is_in_state(client, "ready"))
    job = order(client, 2)
    end = wait_until("the job ends", lambda: is_over(client, job), 60)
    assert (end["state"], end["printed"]) == ("printed", 2), (end, cups.log())
    slips = printer.take_streams()
    assert len(slips) == 2 and slips[0] == slips[1] and slips[0].startswith(b"\x1b@"), [len(one) for one in slips]

    # A paused queue and a printer that is switched off keep a slip; it then comes out once.
    cups.pause("slips")
    wait_until("the pause is seen", lambda: is_in_state(client, "offline"))
    job = order(client, 1)
    cups.resume("slips")
    end = wait_until("the job ends", lambda: is_over(client, job), 60)
    assert (end["state"], len(printer.take_streams())) == ("printed", 1), end
    printer.switch_off()
    job = order(client, 1)
    wait_until("the switched-off printer is seen", lambda: is_in_state(client, "offline"), 60)
    assert client.ask(op="job", job=job)["unknown"] == 0
    printer.switch_on()
    end = wait_until("the job ends", lambda: is_over(client, job), 90)
    assert end["state"] == "printed", (end, cups.log())
    assert printer.take_streams() == slips[:1], "the slip came out once"
    client.close()
    assert printd.end(signal.SIGTERM) == 0


def main():
    program, slips = sys.argv[1:]
    reason = private_cups.missing()
    if reason:
        print(f"skipped: {reason}")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as folder:
        printer = FakePrinter()
        cups = private_cups.PrivateCups(os.path.join(folder, "cups"))
        printd = Printd(program, slips, os.path.join(folder, "printd"),
                        f'port = "cups"\ncups_queue = "127.0.0.1:{cups.port}/slips"\ncups_document = "bytes"\nslip_s_max = 5\n')
        try:
            cups.add_queue("slips", f"socket://127.0.0.1:{printer.port}")
            check_queue(printd, cups, printer)
        finally:
            printd.kill_if_it_runs()
            cups.close()
            printer.close()


main()
