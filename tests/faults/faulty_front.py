"""What stands between a courier and its server and goes wrong in one chosen way: a hotel's portal, an
overloaded proxy, a line that breaks in the middle. When it is good it hands requests and replies on."""
import contextlib
import http.client
import random
import socket
import ssl
import struct
import threading
import time

PAGE = b"<html><body>Please sign in</body></html>"
RETRY_AFTER_S = 2


def head(status, length, *more):
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {length}", *more, "", ""]).encode("ascii")


def reset(stream):
    """An RST instead of an end."""
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.close()


class FaultyFront:
    """Goes wrong as the last `turns` said."""

    def __init__(self, port, server_port, authority, stranger, seed):
        """authority and stranger: an Authority each, with its certificate for 127.0.0.1."""
        self.mode = None
        self.mishaps = 0
        self.came_too_early_s = []
        self._server_port = server_port
        self._random = random.Random(seed)
        self._changed = threading.Condition()
        self._not_before = 0.0
        self._connections = set()
        self._good, self._strange = self._context(authority), self._context(stranger)
        self._to_server = ssl.create_default_context(cafile=authority.certificate)
        self._socket = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, daemon=True).start()

    @staticmethod
    def _context(authority):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.server_certificate, authority.server_key)
        return context

    def turns(self, mode):
        """One of MISHAPS, or None: good. Connections from before are cut, so that the next ones meet it."""
        with self._changed:
            self.mode, self.mishaps = mode, 0
            for connection in self._connections:
                with contextlib.suppress(OSError):  # the other side was faster
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._socket.close()

    def wait_for_mishaps(self, count, seconds):
        with self._changed:
            return self._changed.wait_for(lambda: self.mishaps >= count, seconds)

    def _goes_wrong(self):
        with self._changed:
            self.mishaps += 1
            self._changed.notify_all()

    def _accept(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        connection.settimeout(30)
        # A name of its own for the descriptor, which stays valid when TLS takes the socket over.
        handle = connection.dup()
        with self._changed:
            self._connections.add(handle)
        try:
            self._serve_while_it_lasts(connection)
        except (OSError, http.client.HTTPException):
            connection.close()  # the other side broke it off, or we did
        finally:
            with self._changed:
                self._connections.discard(handle)
            handle.close()

    def _serve_while_it_lasts(self, connection):
        if self.mode == "refused":
            self._goes_wrong()
            reset(connection)
            return
        if self.mode == "wrong-certificate":
            self._goes_wrong()
        context = self._strange if self.mode == "wrong-certificate" else self._good
        with context.wrap_socket(connection, server_side=True) as stream:
            while self._answer(stream):
                pass

    def _answer(self, stream):
        """One request; True if the connection stays open."""
        received = b""
        while b"\r\n\r\n" not in received:
            part = stream.recv(65536)
            if not part:
                return False
            received += part
            if self.mode == "early":
                self._goes_wrong()
                stream.sendall(head("503 Service Unavailable", 0))
                return False
        now = time.monotonic()
        if now < self._not_before:
            self.came_too_early_s.append(self._not_before - now)
        lines, body = received.split(b"\r\n\r\n", 1)
        fields = dict(line.lower().split(": ", 1) for line in lines.decode("latin-1").split("\r\n")[1:])
        while len(body) < int(fields["content-length"]):
            part = stream.recv(65536)
            if not part:
                return False
            body += part
            if self.mode == "reset-in-request":
                break
        return self._reply(stream, body)

    def _ask_server(self, body):
        connection = http.client.HTTPSConnection("127.0.0.1", self._server_port, timeout=10, context=self._to_server)
        try:
            connection.request("POST", "/api/v1/batches", body, {"Content-Type": "application/octet-stream"})
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()

    def _hand_on(self, stream, body):
        status, reply = self._ask_server(body)
        stream.sendall(head(f"{status} From the server", len(reply)) + reply)
        return True

    def _flipped(self, content):
        place = self._random.randrange(len(content))
        return content[:place] + bytes([content[place] ^ 1 << self._random.randrange(8)]) + content[place + 1:]

    def _reply(self, stream, body):
        mode = self.mode
        if mode in (None, "refused", "wrong-certificate", "early"):
            return self._hand_on(stream, body)
        stays = getattr(self, "_" + mode.replace("-", "_"))(stream, body)
        self._goes_wrong()
        return stays

    # The mishaps by their names. Those that ask the server first are the ones that could double.

    def _portal(self, stream, _):
        stream.sendall(head("200 OK", len(PAGE), "Content-Type: text/html") + PAGE)
        return True

    def _internal_error(self, stream, _):
        stream.sendall(head("500 Internal Server Error", 0))
        return True

    def _busy(self, stream, _):
        return self._asks_for_patience(stream, "503 Service Unavailable")

    def _too_many(self, stream, _):
        return self._asks_for_patience(stream, "429 Too Many Requests")

    def _asks_for_patience(self, stream, status):
        stream.sendall(head(status, 0, f"Retry-After: {RETRY_AFTER_S}"))
        self._not_before = time.monotonic() + RETRY_AFTER_S
        return True

    def _too_large(self, stream, _):
        stream.sendall(head("413 Content Too Large", 0))
        return True

    def _silent(self, stream, _):
        stream.recv(1)  # until the courier gives up
        return False

    def _taken_and_silent(self, stream, body):
        self._ask_server(body)
        stream.recv(1)
        return False

    def _truncated(self, stream, body):
        _, reply = self._ask_server(body)
        stream.sendall(head("200 OK", len(reply)) + reply[:self._random.randrange(len(reply))])
        return False

    def _lost_answer(self, stream, body):
        self._ask_server(body)
        reset(stream)
        return False

    def _reset_in_request(self, stream, _):
        reset(stream)
        return False

    def _doubled(self, stream, body):
        self._ask_server(body)
        return self._hand_on(stream, body)

    def _altered_reply(self, stream, body):
        status, reply = self._ask_server(body)
        stream.sendall(head(f"{status} OK", len(reply)) + self._flipped(reply))
        return True

    def _altered_request(self, stream, body):
        return self._hand_on(stream, self._flipped(body))


MISHAPS = ["refused", "wrong-certificate", "early", "portal", "internal-error", "busy", "too-many", "too-large", "silent",
           "taken-and-silent", "truncated", "lost-answer", "reset-in-request", "doubled", "altered-reply",
           "altered-request"]
