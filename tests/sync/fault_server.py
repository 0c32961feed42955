"""An HTTPS server on loopback that misbehaves in one chosen way, or is good."""

import hashlib
import pathlib
import socket
import ssl
import subprocess
import threading


class Certificates:
    """An authority of the test's own, a stranger's, and certificates of both, by openssl."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        folder.mkdir(parents=True)
        self._authority("authority")
        self._authority("stranger")
        self._certificate("good", "authority", "IP:127.0.0.1", days=2)
        self._certificate("strange", "stranger", "IP:127.0.0.1", days=2)
        self._certificate("elsewhere", "authority", "DNS:other.example", days=2)
        # Ends one day after it was made, and it is made when the clock says 2020.
        self._certificate("expired", "authority", "IP:127.0.0.1", days=1, when="2020-01-01 00:00:00")
        self._certificate("future", "authority", "IP:127.0.0.1", days=9, when="2051-01-01 00:00:00")

    def pem(self, name: str) -> str:
        return str(self.folder / f"{name}.pem")

    def key(self, name: str) -> str:
        return str(self.folder / f"{name}.key")

    def _openssl(self, *words: str, when: str | None = None) -> None:
        environment = None
        if when:
            library = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
            environment = {"LD_PRELOAD": str(library), "FAKETIME": when, "PATH": "/usr/bin:/bin"}
        subprocess.run(["openssl", *words], check=True, capture_output=True, env=environment)

    def _authority(self, name: str) -> None:
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                      "-subj", f"/CN={name}", "-days", "3650", "-keyout", self.key(name),
                      "-out", self.pem(name))

    def _certificate(self, name: str, authority: str, host: str, days: int,
                     when: str | None = None) -> None:
        request = str(self.folder / f"{name}.csr")
        extension = self.folder / f"{name}.ext"
        extension.write_text(f"subjectAltName={host}\n")
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                      "-subj", f"/CN={name}", "-keyout", self.key(name), "-out", request)
        self._openssl("x509", "-req", "-in", request, "-CA", self.pem(authority),
                      "-CAkey", self.key(authority), "-CAcreateserial", "-days", str(days),
                      "-extfile", str(extension), "-out", self.pem(name), when=when)


def _head(status: str, length: int, *more: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {length}", *more, "", ""]
    return "\r\n".join(lines).encode()


class FaultServer:
    """`mode` is read anew for each request, so a test can make the server good again."""

    CERTIFICATE = {"wrong-authority": "strange", "wrong-host": "elsewhere",
                   "expired": "expired", "not-yet-valid": "future"}

    def __init__(self, certificates: Certificates, replies: pathlib.Path, mode: str):
        self.certificates = certificates
        self.replies = replies
        self.mode = mode
        self.contacts = 0
        self.held: set[bytes] = set()
        self._changed = threading.Condition()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def wait_for_contacts(self, count: int, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.contacts >= count, seconds)

    def _accept(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _count(self) -> None:
        with self._changed:
            self.contacts += 1
            self._changed.notify_all()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        try:
            if self.mode == "plain-http":
                connection.recv(1000)
                self._count()
                connection.sendall(_head("200 OK", 0))
                connection.close()
                return
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            name = self.CERTIFICATE.get(self.mode, "good")
            context.load_cert_chain(self.certificates.pem(name), self.certificates.key(name))
            with context.wrap_socket(connection, server_side=True) as stream:
                while self._answer(stream):
                    pass
        except (OSError, ssl.SSLError):
            if self.mode in self.CERTIFICATE:
                self._count()  # the courier turned away at the handshake, as it must

    def _answer(self, stream: ssl.SSLSocket) -> bool:
        """One request; True if the connection stays open."""
        received = b""
        while b"\r\n\r\n" not in received:
            part = stream.recv(65536)
            if not part:
                if self.mode in self.CERTIFICATE:
                    self._count()  # turned away after the handshake: the host's name is wrong
                return False
            received += part
        if self.mode == "early":
            # An answer before the body was read, and no reading after it.
            stream.sendall(_head("503 Service Unavailable", 0))
            self._count()
            return False
        head, body = received.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        assert lines[0] == "POST /api/v1/batches HTTP/1.1", lines[0]
        fields = {line.split(":")[0].lower(): line.split(":", 1)[1].strip() for line in lines[1:]}
        assert fields["content-type"] == "application/octet-stream"
        assert "expect" not in fields and "content-encoding" not in fields
        while len(body) < int(fields["content-length"]):
            body += stream.recv(65536)
        stays = self._reply(stream, body)
        self._count()
        return stays

    def _good(self, body: bytes, kind: str = "good") -> bytes:
        number = int.from_bytes(body[40:44], "little")
        found = [path for path in self.replies.glob(f"*.{kind}")
                 if path.stem.endswith(f"-{number:010d}")]
        assert len(found) == 1, f"no reply for batch {number}"
        return found[0].read_bytes()

    def _reply(self, stream: ssl.SSLSocket, body: bytes) -> bool:
        mode = self.mode
        page = b"<html><body>Please sign in</body></html>"
        if mode == "portal":
            stream.sendall(_head("200 OK", len(page), "Content-Type: text/html") + page)
        elif mode == "redirect":
            stream.sendall(_head("307 Temporary Redirect", 0,
                                 f"Location: https://127.0.0.1:{self.port}/elsewhere"))
        elif mode == "too-large":
            stream.sendall(_head("413 Content Too Large", 0))
        elif mode == "busy":
            stream.sendall(_head("503 Service Unavailable", 0, "Retry-After: 1"))
        elif mode == "flood":
            self._count()  # before: the courier hangs up in the middle
            stream.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                           + (b"10000\r\n" + b"x" * 65536 + b"\r\n") * 64)
            return False
        elif mode == "endless-header":
            self._count()
            stream.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"y" * 90000 + b"\r\n\r\n")
            return False
        elif mode == "truncated":
            good = self._good(body)
            stream.sendall(_head("200 OK", len(good)) + good[: len(good) // 2])
            return False
        elif mode == "no-http":
            stream.sendall(b"\x00\x01\x02 this is no HTTP\r\n\r\n")
            return False
        elif mode == "slow":
            self._count()
            stream.recv(1)  # until the courier gives up
            return False
        elif mode in ("stranger", "other"):
            reply = self._good(body, mode)
            stream.sendall(_head("200 OK", len(reply)) + reply)
        elif mode == "lost-answer":
            self.held.add(hashlib.blake2b(body, digest_size=32).digest())
            return False
        else:
            assert mode == "good", mode
            self.held.add(hashlib.blake2b(body, digest_size=32).digest())
            reply = self._good(body)
            stream.sendall(_head("200 OK", len(reply)) + reply)
        return True
