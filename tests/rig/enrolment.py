"""An enrolment of a server that exists nowhere: enough for a kiosk to seal and record."""
import hashlib
import json
import os


def write_enrolment(inbox, place, seed=b"rig"):
    def hexadecimal(what, size):
        return hashlib.blake2b(seed + what, digest_size=size).hexdigest()

    os.makedirs(inbox, exist_ok=True)
    # Any 32 bytes are a box key; the y coordinate 3 is on Ed25519's curve and of large order.
    enrolment = {"version": 1, "url": "https://127.0.0.1:9", "kiosk": hexadecimal(b"kiosk", 16), "place": place,
                 "server_box_key": {"id": hexadecimal(b"id", 8), "key": hexadecimal(b"box", 32)},
                 "receipt_keys": ["03" + "00" * 31], "tls_authority": ""}
    path = os.path.join(inbox, "enrolment.json")
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(enrolment, file)
    os.replace(path + ".new", path)
