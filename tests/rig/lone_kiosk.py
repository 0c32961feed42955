"""A kiosk whose server exists nowhere: it records and shows, and nobody fetches what it lays out."""
import os

from enrolment import write_enrolment
from municipality import toml, write

PLACE = "reception-7"


def configure(folder, **more):
    """Its settings file, for the bundle in the folder and, unless `more` says otherwise, the rig's panel."""
    inbox = os.path.join(folder, "inbox")
    write_enrolment(inbox, PLACE)
    settings = {"place": PLACE, "bundle_folder": os.path.join(folder, "bundle"),
                "state_folder": os.path.join(folder, "state"), "outbox_folder": os.path.join(folder, "outbox"),
                "inbox_folder": inbox, "status_file": os.path.join(folder, "status.json"), "printd_socket": "",
                "production": False, "width_mm": 267.8, "height_mm": 476.2}
    return write(os.path.join(folder, "kiosk.toml"), toml("kiosk", **{**settings, **more}))
