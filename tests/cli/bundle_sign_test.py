"""A bundle on its way from sheets to a signed file, and minisign's own word on it.

    bundle_sign_test.py PROGRAMS SOURCES

What a data-protection officer or another supplier can do without our programs: verify the signature with
Debian's minisign, take the archive apart with any unzip, compare the hashes of its manifest.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PROGRAMS, SOURCES = map(pathlib.Path, sys.argv[1:3])
PASSPHRASE = "four words by chance"


def otklik(*words, feed="", code=0):
    done = subprocess.run([PROGRAMS / "otklik", *map(str, words)], input=feed, capture_output=True, text=True,
                          timeout=120)
    assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout if code == 0 else done.stderr


def assemble(folder):
    otklik("bundle", "assemble", "--forms", SOURCES / "config/forms", "--profile",
           SOURCES / "config/profiles/gatchina.toml", "--places", SOURCES / "config/places/demo.toml", "--owner",
           SOURCES / "config/owner/demo.toml", "--theme", SOURCES / "assets/theme", "--slips", SOURCES / "config/slips",
           "--texts", SOURCES / "assets/lang", "--sequence", 7, "--group", "all", "--group", "canary", "--out", folder)


def minisign(folder, bundle, key):
    """As the header of core/bundle/bundle_file.h says: head, tail, minisign."""
    lines = bundle.read_bytes().split(b"\n", 4)
    (folder / "s").write_bytes(b"\n".join(lines[:4]) + b"\n")
    (folder / "a.zip").write_bytes(lines[4])
    return subprocess.run(["minisign", "-Vm", folder / "a.zip", "-x", folder / "s", "-P", key], capture_output=True,
                          text=True, timeout=60)


def main(folder):
    assemble(folder / "bundle")
    said = otklik("bundle", "build", folder / "bundle", "--out", folder / "bundle.zip")
    assert "bundle 7" in said, said
    otklik("bundle", "build", folder / "bundle", "--out", folder / "again.zip")
    assert (folder / "again.zip").read_bytes() == (folder / "bundle.zip").read_bytes(), "not reproducible"

    otklik("bundle", "new-key", "--out", folder / "key", feed=PASSPHRASE + "\n")
    assert os.stat(folder / "key").st_mode & 0o777 == 0o600
    otklik("bundle", "new-key", "--out", folder / "key", feed=PASSPHRASE + "\n", code=3)
    public = (folder / "key.pub").read_text().splitlines()[1]
    bundle = folder / "7.otkb"
    sign = ("bundle", "sign", folder / "bundle.zip", "--key", folder / "key", "--out")
    otklik(*sign, bundle, feed="another passphrase\n", code=6)
    assert not bundle.exists()
    otklik(*sign, bundle, feed=PASSPHRASE + "\n")

    verified = minisign(folder, bundle, public)
    assert verified.returncode == 0 and "otklik bundle 7 from" in verified.stdout, verified
    with zipfile.ZipFile(folder / "a.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["sequence"] == 7 and manifest["groups"] == ["all", "canary"], manifest
        for name, digest in manifest["files"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest, name

    for key in (public, folder / "key.pub"):
        assert "bundle 7, valid from" in otklik("bundle", "verify", bundle, "--key", key)
    shown = json.loads(otklik("bundle", "show", bundle, "--key", public, "--json"))
    assert shown["sequence"] == 7 and len(shown["forms"]) == 3, shown
    assert "--key" in otklik("bundle", "show", bundle, code=3)

    otklik("bundle", "new-key", "--out", folder / "other", feed=PASSPHRASE + "\n")
    assert "keys.json" in otklik("bundle", "verify", bundle, "--key", folder / "other.pub", code=3)
    assert "otklik bundle sign" in otklik("bundle", "verify", folder / "bundle.zip", "--key", public, code=3)
    altered = bytearray(bundle.read_bytes())
    altered[-100] ^= 1
    (folder / "altered.otkb").write_bytes(altered)
    assert "copy the file again" in otklik("bundle", "verify", folder / "altered.otkb", "--key", public, code=3)
    assert minisign(folder, folder / "altered.otkb", public).returncode != 0


with tempfile.TemporaryDirectory() as name:
    main(pathlib.Path(name))
