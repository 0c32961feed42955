"""Disks that fail for real, and the kernel's own word on what a program was refused.

A disk is mounted by whoever makes it; run in a mount namespace of your own (in_own_mounts), so that
nothing stays mounted whatever happens to you.
"""
import enum
import errno
import fcntl
import os
import re
import struct
import subprocess
import sys

from municipality import Failed, wait_until

OWN_MOUNTS = "OTKLIK_OWN_MOUNTS"


def in_own_mounts(*also):
    """Starts this program again where its mounts are seen by nobody else and end with it. also: unshare's
    words for more that is its own."""
    if OWN_MOUNTS not in os.environ:
        os.execvpe("unshare", ["unshare", "--mount", "--propagation", "private", *also, "--", sys.executable, *sys.argv],
                   dict(os.environ, **{OWN_MOUNTS: "1"}))


def run(*command, accepted=(0,)):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in accepted:
        raise Failed(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


class SmallDisk:
    """A file system of eight mebibytes that can be filled to the last byte."""

    def __init__(self, folder):
        self.folder = folder
        self._filler = os.path.join(folder, "filler")
        os.makedirs(folder)
        run("mount", "-t", "tmpfs", "-o", "size=8m", "none", folder)

    def breaks(self):
        with open(self._filler, "wb", buffering=0) as filler:
            wait_until("the disk is full", lambda: self._is_filled_by(filler), 10, 0)

    def _is_filled_by(self, filler):
        """Not at once, where a program gives room back meanwhile: a temporary file, a log of a transaction."""
        try:
            while filler.write(bytes(4096)):
                pass
        except OSError as refused:
            if refused.errno != errno.ENOSPC:
                raise
        return not os.statvfs(self.folder).f_bfree

    def heals(self):
        os.unlink(self._filler)


class ErringDisk:
    """An ext4 file system that turns read-only at its first error, as most servers mount theirs."""

    def __init__(self, folder):
        self.folder, self._image = folder, folder + ".ext4"
        os.makedirs(folder)
        with open(self._image, "wb") as image:
            image.truncate(16 << 20)
        run("mkfs.ext4", "-q", "-F", self._image)
        self._mount()

    def _mount(self):
        run("mount", "-o", "loop,errors=remount-ro", self._image, self.folder)

    def breaks(self):
        """The kernel's own way of making an error: ext4's trigger_fs_error."""
        device = os.path.basename(run("findmnt", "--noheadings", "--output", "SOURCE", self.folder).strip())
        with open(f"/sys/fs/ext4/{device}/trigger_fs_error", "w", encoding="ascii") as trigger:
            trigger.write("wanted by a test")
        try:
            with open(os.path.join(self.folder, "probe"), "wb"):
                raise Failed("the file system did not turn read-only")
        except OSError as refused:
            if refused.errno != errno.EROFS:
                raise

    def heals(self):
        """What an administrator does: unmount, check, mount. It needs that nobody holds a file of it."""
        wait_until("nobody holds the file system busy", self._is_unmounted, 15)
        run("e2fsck", "-p", self._image, accepted=(0, 1))
        self._mount()

    def _is_unmounted(self):
        return subprocess.run(["umount", self.folder], capture_output=True).returncode == 0


class Cut(enum.IntEnum):
    """How a power cut finds ext4: the flags of its ioctl (EXT4_GOING_FLAGS_… in the kernel's fs/ext4/ext4.h)."""
    FLUSHED = 0  # all that was written is on the disk, as if the kernel had just been idle
    JOURNAL_FLUSHED = 1  # the journal's open transaction still came through
    AT_ONCE = 2  # what no sync had asked for is gone


class CutDisk:
    """An ext4 file system whose power fails: from that moment on nothing reaches the disk.

    Its image lies in memory, so that its syncs do not wait for the syncs of this machine's own disk.
    """

    SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN: _IOR('X', 125, __u32)

    def __init__(self, folder, size_mib=96):
        self.folder, memory = folder, folder + ".memory"
        os.makedirs(folder)
        os.makedirs(memory)
        run("mount", "-t", "tmpfs", "-o", f"size={size_mib + 1}m", "none", memory)
        self._image = os.path.join(memory, "image.ext4")
        with open(self._image, "wb") as image:
            image.truncate(size_mib << 20)
        run("mkfs.ext4", "-q", "-F", self._image)
        self._mount()

    def _mount(self):
        run("mount", "-o", "loop", self._image, self.folder)

    def cut(self, how):
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(folder, self.SHUTDOWN, struct.pack("I", how))
        finally:
            os.close(folder)

    def comes_back(self):
        """As after a start of the machine; every process that had files there must be dead."""
        self.leave()
        self._mount()

    def ends(self):
        self.leave()
        run("umount", os.path.dirname(self._image))

    def leave(self):
        wait_until(f"nobody holds {self.folder} busy", self._is_unmounted, 30)

    def _is_unmounted(self):
        return subprocess.run(["umount", self.folder], capture_output=True).returncode == 0


class Refusals:
    """strace on a running program: every system call on files under a folder that was refused.

    With `inject` the calls of these names are refused without being made. Calls on the files
    `apart_from` are somebody else's tries.
    """

    LINE = re.compile(r"^\d+ +(?P<moment>\d+\.\d+) (?P<call>\w+)\((?P<rest>.*) = -1 (?P<error>E\w+)")
    FATAL = ("ENOSPC", "EROFS", "EIO")

    def __init__(self, pid, folder, log_path, inject=None, apart_from=()):
        self.folder, self._log_path, self._apart_from = folder, log_path, apart_from
        command = ["strace", "-f", "-p", str(pid), "-ttt", "-y", "-o", log_path,
                   "-e", "trace=%file,pwrite64,fdatasync,fsync", "-e", "status=failed"]
        if inject:
            command += ["-e", f"inject={inject}"]
        self._strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self._strace.stderr:
            if "attached" in line:
                return
        raise Failed(f"strace did not attach (code {self._strace.wait()})")

    def seen(self):
        """Moments (time.time()) of what was refused so far, in order."""
        with open(self._log_path, encoding="utf-8", errors="replace") as log:
            found = [self.LINE.match(line) for line in log]
        return [float(match["moment"]) for match in found if match and self._is_meant(match)]

    def _is_meant(self, match):
        rest = match["rest"]
        is_others = any(name in rest for name in self._apart_from)
        return match["error"] in self.FATAL and self.folder in rest and not is_others

    def tries(self, apart_s=3.0):
        """The first moment of each try: what is refused within so many seconds is one."""
        moments = []
        last = 0.0
        for moment in self.seen():
            if moment - last > apart_s:
                moments.append(moment)
            last = moment
        return moments

    def detach(self):
        self._strace.terminate()
        self._strace.communicate(timeout=20)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._strace.poll() is None:
            self.detach()
