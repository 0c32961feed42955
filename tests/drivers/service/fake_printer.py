"""A network printer that answers, and keeps what each connection brought."""
import select
import socket
import threading

ENQUIRY_BYTES = 3
ANSWERS = {b"\x10\x04": b"\x12", b"\x1dr": b"\x00"}  # DLE EOT n, GS r n


def is_enquiry(part):
    return len(part) == ENQUIRY_BYTES and part[:2] in ANSWERS


def slips_in(stream, slip):
    """How often the whole slip is in what a connection brought, and what is left behind the last:
    nothing, or a part of one that broke off. Enquiries may stand between slips."""
    whole = at = 0
    while at < len(stream):
        if stream.startswith(slip, at):
            whole, at = whole + 1, at + len(slip)
        elif is_enquiry(stream[at:at + ENQUIRY_BYTES]):
            at += ENQUIRY_BYTES
        else:
            break
    return whole, stream[at:]


class FakePrinter:
    """Listens on this machine until it is closed. An enquiry is answered when it ends what came, as
    all do that wait for their answer."""

    def __init__(self):
        self.port = 0
        self.lock = threading.Lock()
        self.streams = []
        self.slip_begins = threading.Event()
        self.switch_on()

    def switch_on(self):
        """At the same port as before."""
        self.listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listening.getsockname()[1]
        self.wake, self.sleeping = socket.socketpair()
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def switch_off(self):
        """Who wants to connect is refused."""
        self.wake.close()
        self.thread.join()
        self.sleeping.close()
        self.listening.close()

    def close(self):
        self.switch_off()

    def take_streams(self):
        """What came since the last call, a list entry a connection."""
        with self.lock:
            streams = [bytes(stream) for stream in self.streams]
            for stream in self.streams:
                stream.clear()
        return [stream for stream in streams if stream]

    def _serve(self):
        clients = {}
        while True:
            readable, _, _ = select.select([self.listening, self.sleeping, *clients], [], [])
            if self.sleeping in readable:
                break
            for one in readable:
                if one is self.listening:
                    stream = bytearray()
                    clients[one.accept()[0]] = stream
                    with self.lock:
                        self.streams.append(stream)
                elif not self._hear(one, clients[one]):
                    one.close()
                    del clients[one]
        for one in clients:
            one.close()

    def _hear(self, client, stream):
        try:
            part = client.recv(65536)
        except ConnectionResetError:
            return False
        with self.lock:
            stream += part
            enquiry = bytes(stream[-ENQUIRY_BYTES:])
        if part and not is_enquiry(part):
            self.slip_begins.set()
        if is_enquiry(enquiry):
            try:
                client.sendall(ANSWERS[enquiry[:2]])
            except (BrokenPipeError, ConnectionResetError):
                return False
        return bool(part)
