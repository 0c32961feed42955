"""A whole municipality on one machine: a server, and sites of kiosk, courier and printer service.

Everything lives under one folder; every process is a child of ours and is ended with us, and nothing
else is. Used by scripts/demo, by the scenario tests and by scripts/test-kills.
"""
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import threading
import time

import interrupts


# A name that no resolver knows (RFC 2606), for tests of one that fails.
SERVER_NAME = "server.example"
PASSPHRASE = "a phrase for a run of an hour"


class Failed(Exception):
    """Something that had to be true was not; the message says what and where to look."""


def require(condition, what):
    if not condition:
        raise Failed(what)


def wait_until(what, condition, seconds=20, period=0.02):
    """The first true value of condition(), or Failed after so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(f"{what}: not within {seconds} s")
        time.sleep(period)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def toml(table, **values):
    """One TOML table; JSON's spelling of texts, numbers and booleans is TOML's too."""
    lines = [f"[{table}]"] + [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def require_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise Failed(f"port {port} of 127.0.0.1 cannot be had ({problem.strerror}); "
                         "name another, or none to get a free one") from None
    return port


class Process:
    """One of our programs; its output goes to a log file."""

    def __init__(self, name, command, log_path, environment=None):
        self.name = name
        self.log_path = log_path
        os.makedirs(os.path.dirname(log_path), exist_ok=True)
        self._log = open(log_path, "ab")
        # A session of its own: Ctrl-C in the terminal reaches only us, and we end our children.
        self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
                                       env=environment, start_new_session=True)

    @property
    def pid(self):
        return self._child.pid

    def is_running(self):
        return self._child.poll() is None

    def exit_code(self):
        return self._child.poll()

    def require_running(self):
        if not self.is_running():
            raise Failed(f"{self.name} ended with code {self._child.returncode}:\n{self.log_tail()}")
        return True

    def log_tail(self, lines=15):
        with open(self.log_path, "r", encoding="utf-8", errors="replace") as file:
            return "".join(file.readlines()[-lines:])

    def wait(self):
        return self._child.wait()

    def kill(self):
        """kill -9: no chance to say goodbye."""
        if self.is_running():
            self._child.send_signal(signal.SIGKILL)
        self._child.wait()
        self._log.close()

    def stop(self, seconds=10):
        """SIGTERM and a bounded wait; returns the exit code."""
        with interrupts.held():
            if self.is_running():
                self._child.send_signal(signal.SIGTERM)
                try:
                    self._child.wait(seconds)
                except subprocess.TimeoutExpired:
                    self.kill()
                    raise Failed(f"{self.name} did not end within {seconds} s of SIGTERM:\n{self.log_tail()}") from None
            self._log.close()
            return self._child.returncode


class Authority:
    """A certificate authority of this run only, made by openssl."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.certificate = os.path.join(folder, "authority.pem")
        self.server_certificate = os.path.join(folder, "server.pem")
        self.server_key = os.path.join(folder, "server.key")
        authority_key = os.path.join(folder, "authority.key")
        request = os.path.join(folder, "server.csr")
        extensions = write(os.path.join(folder, "server.ext"),
                           f"subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:{SERVER_NAME}\nextendedKeyUsage=serverAuth\n")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        self.openssl("req", "-x509", *curve, "-keyout", authority_key, "-out", self.certificate,
                      "-days", "30", "-subj", "/CN=Otklik demo authority")
        self.openssl("req", *curve, "-keyout", self.server_key, "-out", request, "-subj", "/CN=127.0.0.1")
        self.openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", authority_key,
                      "-CAcreateserial", "-out", self.server_certificate, "-days", "30", "-extfile", extensions)
        os.chmod(self.server_key, 0o600)

    @staticmethod
    def openssl(*arguments):
        done = subprocess.run(["openssl", *arguments], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"openssl {arguments[0]}: {done.stderr.strip()}")


class Server:
    """otklik-server with its database, on a loopback port that stays the same over restarts."""

    def __init__(self, folder, programs, bundle, port=None, disk=None, public_url=None):
        """disk: a folder for all that the server keeps, if it is not to lie with the logs.
        public_url: where kiosks are sent to, if something stands before the server."""
        self.folder = folder
        disk = disk or folder
        self.programs = programs
        self.port = free_port() if port is None else require_free(port)
        self.url = public_url or f"https://127.0.0.1:{self.port}"
        self.authority = Authority(os.path.join(folder, "tls"))
        self.database = os.path.join(disk, "server.sqlite")
        self.config = write(os.path.join(folder, "server.toml"), toml(
            "server", listen=f"127.0.0.1:{self.port}", database=self.database, bundle_folder=bundle,
            editions="at-once", certificate_file=self.authority.server_certificate, private_key_file=self.authority.server_key,
            authority_file=self.authority.certificate, state_folder=os.path.join(disk, "state"),
            public_url=self.url, status_file=os.path.join(folder, "run", "server", "status.json")))
        os.makedirs(os.path.join(folder, "run", "server"), exist_ok=True)
        self.process = None
        self._one_backup = threading.Lock()

    def start(self, wrapper=(), environment=None):
        """wrapper: a command put before the server (strace, say)."""
        command = [*wrapper, f"{self.programs}/otklik-server", "run", "--config", self.config]
        with interrupts.held():
            self.process = Process("otklik-server", command, os.path.join(self.folder, "log", "server.log"), environment)
        wait_until("the server answers /healthz", self._is_healthy, 30)

    def _is_healthy(self):
        self.process.require_running()
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def get(self, path):
        """(status, text) of an address of the server, its certificate checked against our authority."""
        context = ssl.create_default_context(cafile=self.authority.certificate)
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=10, context=context)
        try:
            connection.request("GET", path)
            reply = connection.getresponse()
            return reply.status, reply.read().decode("utf-8")
        finally:
            connection.close()

    def command(self, *words, passphrase=None):
        """What a subcommand of otklik-server says; Failed if it does not succeed."""
        done = subprocess.run([f"{self.programs}/otklik-server", *words, "--config", self.config],
                              input=passphrase and passphrase + "\n", capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"otklik-server {' '.join(words[:2])}: {done.stderr.strip()}")
        return done.stdout

    def back_up_keys(self):
        """Once: the server enrols nobody before its keys lie in a backup."""
        backup = os.path.join(self.folder, "safe", "server-keys.sealed")
        with self._one_backup:  # halls that open at the same time enrol at the same time
            if not os.path.exists(backup):
                os.makedirs(os.path.dirname(backup), exist_ok=True)
                self.command("keys", "backup", backup, passphrase=PASSPHRASE)

    def install_keys(self, *words):
        """The tenant's root, and its next keys.json: drafted with these words, signed and installed."""
        safe = os.path.join(self.folder, "safe")
        os.makedirs(safe, exist_ok=True)
        root, spare, draft, signed = (os.path.join(safe, name)
                                      for name in ("root.sealed", "spare.key", "draft.json", "keys.json"))
        if not os.path.exists(root):
            self.root = self.command("keys", "root", root, passphrase=PASSPHRASE).strip()
            Authority.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-out", spare)
            words = ("--tls-pin", spare, *words)
        self.command("keys", "draft", "--out", draft, *words)
        self.command("keys", "sign", draft, "--root", root, "--out", signed, passphrase=PASSPHRASE)
        self.command("keys", "install", signed, "--root", self.root)

    def add_kiosk(self, public_key_file, place, enrolment):
        self.back_up_keys()
        self.command("add-kiosk", public_key_file, "--place", place, "--out", enrolment + ".new")
        os.replace(enrolment + ".new", enrolment)

    def stop(self):
        process, self.process = self.process, None
        if process is not None:
            process.stop()


class Site:
    """One place where visitors answer: a kiosk, its courier, its printer service."""

    def __init__(self, folder, programs, bundle, server, place, panel, disk=None):
        """disk: a folder for all that the kiosk keeps, if it is not to lie with the logs."""
        self.folder, self.programs, self.server, self.place = folder, programs, server, place
        disk = disk or folder
        self.outbox, self.inbox = os.path.join(disk, "outbox"), os.path.join(disk, "inbox")
        self.state = os.path.join(disk, "kiosk")
        self.slips = os.path.join(folder, "slips")
        self.inspect_socket = os.path.join(folder, "inspect.sock")
        run = os.path.join(folder, "run")
        for name in (self.outbox, self.inbox, self.slips, self.state, f"{run}/kiosk", f"{run}/syncd", f"{run}/printd"):
            os.makedirs(name, exist_ok=True)
        printd_socket = os.path.join(run, "printd", "printd.sock")
        self.kiosk_config = write(os.path.join(folder, "kiosk.toml"), toml(
            "kiosk", place=place, bundle_folder=bundle, state_folder=self.state, outbox_folder=self.outbox,
            inbox_folder=self.inbox, status_file=f"{run}/kiosk/status.json", printd_socket=printd_socket,
            production=False, freeze="at-once", **panel))
        self.printd_config = write(os.path.join(folder, "printd.toml"), toml(
            "printd", socket=printd_socket, bundle_folder=bundle, port="file", file_folder=self.slips,
            state_folder=os.path.join(folder, "printd"), status_file=f"{run}/printd/status.json"))
        self.syncd_config = write(os.path.join(folder, "syncd.toml"), toml(
            "syncd", outbox_folder=self.outbox, inbox_folder=self.inbox, status_file=f"{run}/syncd/status.json",
            interval_s=1, retry_s_min=1, retry_s_max=3))
        self.run_folder = run
        self.kiosk = self.syncd = self.printd = None

    def _log(self, name):
        return os.path.join(self.folder, "log", f"{name}.log")

    def start_printd(self):
        with interrupts.held():
            self.printd = Process("otklik-printd", [f"{self.programs}/otklik-printd", "--config", self.printd_config],
                                  self._log("printd"))

    def start_kiosk(self, environment, wrapper=()):
        """wrapper: a command put before the kiosk (strace, say)."""
        if os.path.exists(self.inspect_socket):
            os.unlink(self.inspect_socket)
        command = [*wrapper, f"{self.programs}/otklik-kiosk", "--config", self.kiosk_config,
                   "--inspect", self.inspect_socket]
        with interrupts.held():
            self.kiosk = Process("otklik-kiosk", command, self._log("kiosk"), environment)

    def enrol(self):
        """The kiosk's public key goes to the server, the server's answer into the inbox."""
        public_key = os.path.join(self.outbox, "kiosk.pub")
        wait_until("the kiosk writes its public key",
                   lambda: self.kiosk.require_running() and os.path.exists(public_key), 20)
        self.server.add_kiosk(public_key, self.place, os.path.join(self.inbox, "enrolment.json"))

    def start_syncd(self, wrapper=(), environment=None):
        command = [*wrapper, f"{self.programs}/otklik-syncd", "--config", self.syncd_config]
        with interrupts.held():
            self.syncd = Process("otklik-syncd", command, self._log("syncd"), environment)

    def unsent_files(self):
        return sorted(name for name in os.listdir(self.outbox) if name.endswith(".batch"))

    def status(self, process, written_after=0.0):
        """The process's own status file, {} before its first (written after that moment)."""
        try:
            with open(os.path.join(self.run_folder, process, "status.json"), encoding="utf-8") as file:
                return json.load(file) if os.fstat(file.fileno()).st_mtime > written_after else {}
        except FileNotFoundError:
            return {}

    def has_drained(self, since):
        """Whether a kiosk that has counted since that moment holds nothing that the server lacks."""
        self.kiosk.require_running()
        return not self.unsent_files() and self.status("kiosk", written_after=since).get("unsent") == 0

    def end_well(self):
        """As stop(), but what did not end well is a failure."""
        unclean = self.stop()
        if unclean:
            raise Failed(f"{self.place}: did not end well: {'; '.join(unclean)}")

    def stop(self):
        """Ends the three, whatever one of them does; returns what did not end well: "name: code"."""
        processes = [process for process in (self.kiosk, self.syncd, self.printd) if process]
        self.kiosk = self.syncd = self.printd = None
        unclean = []
        with interrupts.held():
            for process in processes:
                try:
                    code = process.stop()
                except Failed as failure:
                    unclean.append(str(failure))
                else:
                    unclean += [f"{process.name}: {code}"] if code != 0 else []
        return unclean


def assemble_bundle(programs, source, out, profile="naursky", forms=None, places=None):
    """What a kiosk shows, from the repository's sample data."""
    done = subprocess.run([
        f"{programs}/otklik", "bundle", "assemble", "--forms", forms or f"{source}/config/forms",
        "--profile", f"{source}/config/profiles/{profile}.toml", "--places", places or f"{source}/config/places/demo.toml",
        "--owner", f"{source}/config/owner/demo.toml", "--calendar", f"{source}/config/calendar/russia.toml", "--theme", f"{source}/assets/theme",
        "--slips", f"{source}/config/slips", "--texts", f"{source}/assets/lang", "--out", out],
        capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"otklik bundle assemble: {done.stderr.strip()}")
    return out
