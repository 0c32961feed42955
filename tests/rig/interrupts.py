"""A polite end (Ctrl-C, SIGTERM, a closed terminal) that never leaves half of the processes running.

It comes as KeyboardInterrupt, but not while something is being started or stopped: then it waits for
the end of that. So a second and a third Ctrl-C are safe, and none falls between a child's birth and
our knowing of it.
"""
import contextlib
import signal

_held = 0
_asked = False


def install():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _take)


def _take(*_):
    global _asked
    if _held:
        _asked = True
    else:
        raise KeyboardInterrupt


@contextlib.contextmanager
def held():
    """What is done in here is done to its end."""
    global _held, _asked
    _held += 1
    try:
        yield
    finally:
        _held -= 1
        if _asked and not _held:
            _asked = False
            raise KeyboardInterrupt
