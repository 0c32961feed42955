#!/usr/bin/python3
"""A kiosk enrols itself with a one-time code follows newer keys, gets a new one and is revoked: real writer, courier and server.

    enrolment.py PROGRAMS SOURCE
"""
import json
import os
import subprocess
import sys
import tempfile

PROGRAMS, SOURCE = sys.argv[1:3]
for room in ("rig", "faults"):
    sys.path.insert(0, os.path.join(SOURCE, "tests", room))
import hall  # noqa: E402
import municipality  # noqa: E402
from municipality import require  # noqa: E402

VISITS = 20


def enroll(site, ticket):
    done = subprocess.run([f"{PROGRAMS}/otklik", "enroll", ticket, "--inbox", site.inbox], capture_output=True, text=True)
    require(done.returncode == 0, f"otklik enroll: {done.stderr}")


def enrolment_of(site):
    with open(os.path.join(site.state, "enrolment.json"), encoding="utf-8") as file:
        return json.load(file)


def sequence_of(site):
    return json.loads(enrolment_of(site)["keys"])["signed"]["sequence"]


def a_code_enrols_a_kiosk_and_its_answers_count(server, site):
    ticket = os.path.join(server.folder, "ticket")
    server.command("enrol-code", "--place", "reception-7", "--out", ticket, "--qr", ticket + ".svg")
    site.start_rig(0, 1, "--drain")
    site.start_syncd()
    enroll(site, ticket)
    require(site.kiosk.wait() == 0, f"the kiosk was not enrolled:\n{site.kiosk.log_tail()}\n{site.syncd.log_tail()}")
    require(sequence_of(site) == 1, "the kiosk does not follow the root")
    require(not os.path.exists(os.path.join(site.inbox, "enrolment.ticket")), "the ticket still lies there")
    visits(site, 2)
    return ticket


def visits(site, seed):
    site.start_rig(VISITS, seed)
    require(site.kiosk.wait() == 0, f"visits:\n{site.kiosk.log_tail()}")
    site.drains()
    verdict = site.verdict()
    require(verdict.is_clean() and verdict.thanked > 0, f"{verdict.named()}, {verdict.thanked} thanked")


def the_code_lets_no_second_kiosk_in(site, ticket):
    site.start_rig(0, 3, "--drain")
    site.start_syncd()
    enroll(site, ticket)
    municipality.wait_until("the second kiosk is refused",
                            lambda: site.syncd.require_running() and "answered with 403" in site.syncd.log_tail(40), 60)
    require(not os.path.exists(os.path.join(site.state, "enrolment.json")), "a used code enrolled a second kiosk")
    site.kiosk.kill()
    site.syncd.stop()


def newer_keys_are_followed(server, site):
    with open(os.path.join(server.folder, "bundle.pub"), "w", encoding="ascii") as file:
        file.write("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025\n")
    server.install_keys("--bundle-key", file.name)
    # A new life of the courier asks at once; otherwise it would be within a day.
    site.syncd.stop()
    site.start_syncd()
    municipality.wait_until("the newer keys reach the inbox",
                            lambda: os.path.exists(os.path.join(site.inbox, "keys.json")), 60)
    visits(site, 4)
    require(sequence_of(site) == 2, "the kiosk still follows the older keys")
    with open(os.path.join(site.outbox, "server.json"), encoding="utf-8") as published:
        require(json.load(published) == enrolment_of(site), "the courier was not told")


def public_key_of(site):
    with open(os.path.join(site.outbox, "kiosk.pub"), encoding="ascii") as file:
        return file.read()


def a_new_key_takes_over(server, site):
    """Batches that were frozen under the old key while nobody carried them count all the same."""
    old = public_key_of(site)
    site.syncd.stop()
    site.start_rig(VISITS, 6)
    require(site.kiosk.wait() == 0, f"visits:\n{site.kiosk.log_tail()}")
    done = subprocess.run([f"{PROGRAMS}/otklik", "rotate-key", "--inbox", site.inbox], capture_output=True, text=True)
    require(done.returncode == 0, f"otklik rotate-key: {done.stderr}")
    site.start_rig(VISITS, 7, "--drain", patience_s=600)
    municipality.wait_until("a request signed by both keys",
                            lambda: os.path.exists(os.path.join(site.outbox, "identity.rotation")), 120)
    require(site.unsent_files(), "nothing was frozen under the old key")
    require(public_key_of(site) == old, "a key in use that the server does not know")
    site.start_syncd()
    audit = os.path.join(server.folder, "state", "audit.log")
    said = f"new-key kiosk={enrolment_of(site)['kiosk']}"
    def is_known():
        with open(audit, encoding="utf-8") as file:
            return said in file.read()
    municipality.wait_until("the server knows the new key", is_known, 120)
    site.kiosk.kill()
    visits(site, 8)
    require(public_key_of(site) != old, "the old key still signs")


def a_revoked_kiosk_keeps_its_answers(server, site):
    kiosk = enrolment_of(site)["kiosk"]
    server.command("revoke-kiosk", kiosk)
    revoked = os.path.join(site.state, "revoked")
    site.start_rig(VISITS, 5, "--drain", patience_s=600)
    municipality.wait_until("the kiosk learns that it is revoked",
                            lambda: site.kiosk.require_running() and os.path.exists(revoked), 120)
    require(site.unsent_files(), "a revoked kiosk's batches are gone")
    site.kiosk.kill()
    require(sum(name.endswith(".batch") for name in os.listdir(site.outbox)) > 0, "a batch went with the kill")
    server.command("revoke-kiosk", kiosk, "--undo")
    site.drains()
    require(not os.path.exists(revoked), "the kiosk still thinks itself revoked")
    verdict = site.verdict()
    require(verdict.is_clean(), f"after the revocation was undone: {verdict.named()}")


def main():
    with tempfile.TemporaryDirectory(prefix="otklik-enrolment-") as folder:
        bundle = municipality.assemble_bundle(PROGRAMS, SOURCE, f"{folder}/bundle")
        server = hall.start_server(f"{folder}/server", PROGRAMS, bundle)
        site = hall.Hall(f"{folder}/site", PROGRAMS, bundle, server)
        other = hall.Hall(f"{folder}/other", PROGRAMS, bundle, server)
        try:
            server.back_up_keys()
            server.install_keys()
            ticket = a_code_enrols_a_kiosk_and_its_answers_count(server, site)
            the_code_lets_no_second_kiosk_in(other, ticket)
            newer_keys_are_followed(server, site)
            a_new_key_takes_over(server, site)
            a_revoked_kiosk_keeps_its_answers(server, site)
        finally:
            other.kill()
            site.kill()
            server.stop()
    print("a code enrolled one kiosk, its answers count, it follows newer keys, gets a new one of its own, and revoked it keeps its rows")


main()
