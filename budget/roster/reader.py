"""The process that reads a long list beside the one that stores it: `python -m budget.roster.reader`."""

import gc
import pickle
import signal
import sys
from contextlib import suppress

from budget.errors import FileError
from budget.roster.readings import LongList, Parcel


def main() -> None:
    """Take a `LongList` from stdin; put `Parcel`s of readings on stdout, then None, or an error instead."""
    # What a Ctrl+C means is decided by the process that stores; it may also be gone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    source: LongList = pickle.load(sys.stdin.buffer)
    with suppress(BrokenPipeError):
        try:
            for reading in source.readings():
                _send(Parcel.of(reading))
            _send(None)
        except FileError as problem:
            _send(problem)


def _send(sent: Parcel | FileError | None) -> None:
    pickle.dump(sent, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
