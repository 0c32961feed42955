"""What the kernel says about a process: time on a processor, wake-ups, memory."""
import os


def scheduled_ms(pid):
    """Milliseconds that all its threads ran, and that they waited for a processor."""
    ran = waited = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
                on_processor, in_queue, _ = file.read().split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # a thread that has ended since the list was read
        ran, waited = ran + int(on_processor), waited + int(in_queue)
    return ran / 1e6, waited / 1e6


def wake_ups(pid):
    """How often its threads have slept and woken since they began."""
    count = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/status", encoding="utf-8") as file:
            count += sum(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt_switches"))
    return count


def pss_mib(pid):
    """Its share of the memory that it uses (a page of two processes counts half)."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024


def own_mib(pid):
    """What of it is in no file and shared with nobody: heap, SQLite's cache, stacks. Unlike the whole it does
    not change with who else uses the same libraries at the moment."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Pss_Anon:")) / 1024
