"""otklik-printd as a process, for tests: starting, asking and ending it."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "rig"))

from municipality import wait_until  # noqa: E402

SLIP = {"template": "phone", "language": "ru", "link": "https://gorod.example/7K2F",
        "address": "gorod.example/7K2F", "place": "Зал 2, окно 7", "until": "31.12.2026"}


class Client:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(path)
        self.file = self.socket.makefile("rwb")

    def ask_raw(self, line):
        self.file.write(line)
        self.file.flush()
        return json.loads(self.file.readline())

    def ask(self, **request):
        return self.ask_raw(json.dumps(request).encode() + b"\n")

    def close(self):
        self.file.close()
        self.socket.close()


class Printd:
    """A service with folders of its own; `settings` are further lines of its configuration."""

    def __init__(self, program, slips, folder, settings=""):
        self.program, self.folder = program, folder
        self.path = os.path.join(folder, "run", "printd.sock")
        self.slips = os.path.join(folder, "slips")
        self.config = os.path.join(folder, "printd.toml")
        os.makedirs(os.path.join(folder, "bundle"))
        shutil.copytree(slips, os.path.join(folder, "bundle", "slips"))
        with open(self.config, "w", encoding="utf-8") as file:
            file.write('[printd]\nsocket = "run/printd.sock"\nbundle_folder = "bundle"\nfile_folder = "slips"\n'
                       'state_folder = "state"\nstatus_file = "run/status.json"\n' + settings)
        self.child = None

    def start(self):
        self.log = open(os.path.join(self.folder, "log"), "ab")
        self.child = subprocess.Popen([self.program, "--config", self.config], stderr=self.log)
        return wait_until("printd answers", self.connect)

    def connect(self):
        assert self.child.poll() is None, open(os.path.join(self.folder, "log"), encoding="utf-8").read()
        try:
            return Client(self.path)
        except OSError:
            return None

    def end(self, with_signal):
        self.child.send_signal(with_signal)
        code = self.child.wait(30)
        self.log.close()
        return code

    def kill_if_it_runs(self):
        if self.child is not None and self.child.poll() is None:
            self.end(signal.SIGKILL)

    def whole_slips(self):
        if not os.path.isdir(self.slips):
            return []
        return sorted(name for name in os.listdir(self.slips) if name.endswith(".bin") and not name.startswith("."))


def is_over(client, job):
    reply = client.ask(op="job", job=job)
    assert reply["ok"], reply
    return reply if reply["state"] not in ("queued", "sending") else None
