"""A print scheduler of our own: cupsd on this machine's loopback with a folder, a configuration and
queues of its own; the system's is not touched. Needs root, since cupsd starts its backends as "lp"."""
import os
import shutil
import socket
import subprocess

from printd import wait_until

CUPSD = "/usr/sbin/cupsd"
DATA = "/usr/share/cups"
SERVER = """Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
DefaultAuthType None
MaxLogSize 0
LogLevel debug
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow from 127.0.0.1
  </Limit>
</Policy>
"""
FILES = """User lp
Group lp
SystemGroup root
ServerRoot {folder}
ServerBin /usr/lib/cups
DataDir {data}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
TempDir {folder}/spool/tmp
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
FileDevice No
"""


def missing():
    """Why it cannot run here; empty if it can."""
    if os.geteuid() != 0:
        return "cupsd starts its backends as lp, so it needs root"
    for program in (CUPSD, shutil.which("lpadmin") or "/usr/sbin/lpadmin", "/usr/lib/cups/backend/socket"):
        if not os.access(program, os.X_OK):
            return f"{program} is not installed"
    return ""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def data_without_filters(folder):
    """CUPS's own data as it is where cups-filters is not installed: nothing turns a PDF into anything."""
    data = os.path.join(folder, "data")
    os.makedirs(os.path.join(data, "mime"))
    for name in os.listdir(DATA):
        if name != "mime":
            os.symlink(os.path.join(DATA, name), os.path.join(data, name))
    for name in ("mime.types", "mime.convs"):
        os.symlink(os.path.join(DATA, "mime", name), os.path.join(data, "mime", name))
    return data


class PrivateCups:
    def __init__(self, folder, has_filters=True):
        os.chmod(os.path.dirname(folder), 0o755)  # "lp" has to reach it
        os.makedirs(folder)
        for name in ("spool/tmp", "cache", "run/certs"):
            os.makedirs(os.path.join(folder, name))
        for name in ("", "spool", "spool/tmp", "cache", "run", "run/certs"):
            shutil.chown(os.path.join(folder, name), "lp", "lp")
        self.folder, self.port = folder, free_port()
        self.data = DATA if has_filters else data_without_filters(folder)
        self._write("cupsd.conf", SERVER)
        self._write("cups-files.conf", FILES)
        self.child = subprocess.Popen([CUPSD, "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"])
        wait_until("cupsd answers", self._answers)

    def _write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text.format(folder=self.folder, port=self.port, data=self.data))

    def _answers(self):
        assert self.child.poll() is None, self.log()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def log(self):
        try:
            with open(os.path.join(self.folder, "error_log"), encoding="utf-8", errors="replace") as file:
                return file.read()[-4000:]
        except OSError as error:
            return str(error)

    def add_queue(self, name, uri, model="raw"):
        subprocess.run(["lpadmin", "-h", f"127.0.0.1:{self.port}", "-p", name, "-E", "-v", uri, "-m", model],
                       check=True, capture_output=True, timeout=60)

    def pause(self, name):
        subprocess.run(["cupsdisable", "-h", f"127.0.0.1:{self.port}", name], check=True, timeout=30)

    def resume(self, name):
        subprocess.run(["cupsenable", "-h", f"127.0.0.1:{self.port}", name], check=True, timeout=30)

    def close(self):
        self.child.terminate()
        self.child.wait(30)
