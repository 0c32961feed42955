#!/usr/bin/python3
"""The administrator's commands for keys, as processes: root, draft, sign, install, backup, restore,
retire.

    keys_test.py PROGRAMS SOURCE
"""
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAMS, SOURCE = sys.argv[1:3]
sys.path.insert(0, os.path.join(SOURCE, "tests", "rig"))
import municipality  # noqa: E402
from municipality import require  # noqa: E402

PHRASE = "seven cups on the shelf"


def run(*words, passphrase=None):
    return subprocess.run([f"{PROGRAMS}/otklik-server", *words], input=passphrase and passphrase + "\n",
                          capture_output=True, text=True)


def refused(done, word):
    require(done.returncode == 3, f"code 3 expected, not {done.returncode}: {done.stderr}")
    require(word in done.stderr, f"{word!r} expected in: {done.stderr}")


def nobody_is_enrolled_before_a_backup(server, folder):
    key = municipality.write(f"{folder}/kiosk.pub", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\n")
    add = ("add-kiosk", key, "--place", "reception-7", "--config", server.config)
    refused(run(*add), "otklik-server keys backup FILE")
    backup = f"{folder}/keys.sealed"
    refused(run("keys", "backup", backup, "--config", server.config, passphrase="short"), "12 letters")
    require(not os.path.exists(backup), "a refused backup left a file")
    server.command("keys", "backup", backup, "--paper", f"{folder}/keys.svg", passphrase=PHRASE)
    require(os.stat(backup).st_mode & 0o777 == 0o600, "the backup is readable by others")
    require("<svg" in open(f"{folder}/keys.svg", encoding="utf-8").read(), "the paper is no picture")
    done = run(*add)
    require(done.returncode == 0, f"add-kiosk after the backup: {done.stderr}")
    again = run("keys", "backup", backup, "--config", server.config, passphrase=PHRASE)
    refused(again, "is there already")


def a_lost_state_folder_comes_back(server, folder):
    state = os.path.join(server.folder, "state")
    names = ("box.key", "receipt.key")
    before = {name: open(os.path.join(state, name), encoding="ascii").read() for name in names}
    shutil.move(state, state + ".lost")
    restore = ("keys", "restore", f"{folder}/keys.sealed", "--config", server.config)
    refused(run(*restore, passphrase="another phrase than that"), "another passphrase")
    done = run(*restore, passphrase=PHRASE)
    require(done.returncode == 0, f"keys restore: {done.stderr}")
    after = {name: open(os.path.join(state, name), encoding="ascii").read() for name in names}
    require(before == after, "other keys came back")


def a_list_is_drafted_signed_and_installed(server, folder):
    root, draft, signed = f"{folder}/root.sealed", f"{folder}/draft.json", f"{folder}/keys.json"
    spare = f"{folder}/spare.key"
    subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", spare], check=True)
    made = run("keys", "root", root, passphrase=PHRASE)
    require(made.returncode == 0, f"keys root: {made.stderr}")
    public = made.stdout.strip()
    refused(run("keys", "draft", "--out", draft, "--config", server.config), "--tls-pin")
    server.command("keys", "draft", "--out", draft, "--tls-pin", spare)
    refused(run("keys", "sign", draft, "--root", root, "--out", signed, passphrase="another phrase than that"),
            "another passphrase")
    done = run("keys", "sign", draft, "--root", root, "--out", signed, passphrase=PHRASE)
    require(done.returncode == 0 and public in done.stdout, f"keys sign: {done.stderr}")
    # The pins, as openssl computes them.
    for source in (["x509", "-in", server.authority.server_certificate, "-noout", "-pubkey"], ["ec", "-in", spare, "-pubout"]):
        pem = subprocess.run(["openssl", *source], check=True, capture_output=True).stdout
        der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=pem, check=True, capture_output=True).stdout
        pin = subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=der, check=True, capture_output=True, text=False).stdout
        require(pin.split()[0].decode() in done.stdout, "a pin is not openssl's")
    install = ("keys", "install", signed, "--config", server.config)
    refused(run(*install), "--root")
    require(run(*install, "--root", public).returncode == 0, "keys install")
    require(public in server.command("keys", "show"), "the installed root is not shown")
    server.command("keys", "draft", "--out", f"{folder}/second.json")
    require("sequence 2" in server.command("keys", "show", f"{folder}/second.json"), "the draft does not follow")
    refused(run("keys", "draft", "--revoke-pin", "0102", "--config", server.config), "--revoke-pin")
    server.command("keys", "draft", "--out", f"{folder}/third.json", "--revoke-pin", "0102030405060708")
    require("revoked PIN  0102030405060708" in server.command("keys", "show", f"{folder}/third.json"),
            "the draft does not name the PIN")


def a_retired_key_is_destroyed_when_nobody_needs_it(server, folder):
    state = os.path.join(server.folder, "state")
    old = server.command("keys", "needed").split()[0]
    os.rename(os.path.join(state, "box.key"), os.path.join(state, "box-2025.key"))
    retire = ("keys", "retire", old, "--config", server.config)
    draft, signed = f"{folder}/without.json", f"{folder}/keys-without.json"

    def install_list(*words):
        server.command("keys", "draft", "--out", draft, *words)
        done = run("keys", "sign", draft, "--root", f"{folder}/root.sealed", "--out", signed, passphrase=PHRASE)
        require(done.returncode == 0, f"keys sign: {done.stderr}")
        server.command("keys", "install", signed)

    install_list()
    lines = server.command("keys", "needed").splitlines()
    require("in use" in lines[0] and f"{old} in keys.json" in lines[1], f"keys needed says {lines}")
    refused(run(*retire), "keys.json names it")
    refused(run("keys", "retire", lines[0].split()[0], "--config", server.config), "in use")
    refused(run("keys", "retire", "00" * 32, "--config", server.config), "no box key of this server")
    install_list("--without", old)
    refused(run(*retire), "reception-7: has not said anything yet")
    kiosk = server.command("kiosks").split()[0]
    require("said nothing yet" in server.command("kiosks"), "kiosks names no silent kiosk")
    require(server.command("kiosks", "--low-disk") == "", "a silent kiosk's disk is called low")
    server.command("revoke-kiosk", kiosk)
    require("(revoked)" in server.command("kiosks"), "kiosks names no revoked kiosk")
    refused(run(*retire), "--despite-revoked")
    require(os.path.exists(f"{state}/box-2025.key"), "a refused retirement destroyed the key")
    require("nobody is enrolled before" in server.command("keys", "retire", old, "--despite-revoked"), "keys retire")
    require(not os.path.exists(f"{state}/box-2025.key"), "the key is still there")
    require(old not in server.command("keys", "needed"), "the destroyed key is still listed")
    server.command("revoke-kiosk", kiosk, "--undo")
    refused(run("enrol-code", "--place", "hall-1", "--config", server.config), "otklik-server keys backup FILE")


def what_was_done_is_in_the_log(server):
    lines = open(os.path.join(server.folder, "state", "audit.log"), encoding="utf-8").read().splitlines()
    deeds = [line.split(" ", 2)[2] for line in lines]
    require([deed.split("=")[0] for deed in deeds] ==
            ["keys restore fingerprint", *["keys install sequence"] * 3, "revoke-kiosk kiosk", "keys retire box",
             "revoke-kiosk kiosk"], f"the audit log has {deeds}")
    require(deeds[-2].endswith(" revoked-kiosks=1"), f"the audit log does not say what was given up: {deeds}")
    lost = open(os.path.join(server.folder, "state.lost", "audit.log"), encoding="utf-8").read()
    require("keys backup fingerprint=" in lost and "add-kiosk reception-7 kiosk=" in lost, f"the audit log had {lost}")


def main():
    with tempfile.TemporaryDirectory(prefix="otklik-keys-") as folder:
        server = municipality.Server(f"{folder}/server", PROGRAMS, f"{folder}/no-bundle")
        nobody_is_enrolled_before_a_backup(server, folder)
        a_lost_state_folder_comes_back(server, folder)
        a_list_is_drafted_signed_and_installed(server, folder)
        a_retired_key_is_destroyed_when_nobody_needs_it(server, folder)
        what_was_done_is_in_the_log(server)
    print("root, draft, sign, install, backup, restore and retire do what they say")


main()
