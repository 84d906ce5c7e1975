"""The process that reads a long list beside the one that stores it: `python -m budget.roster.reader`."""

import gc
import pickle
import signal
import sys
from contextlib import suppress

from budget.errors import FileError
from budget.roster.readings import LongList, PackedRows, Reading


def main() -> None:
    """Take a `LongList` from stdin; put each of its readings on stdout, then None, or the error instead."""
    # What a Ctrl+C means is decided by the process that stores; it may also be gone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    source: LongList = pickle.load(sys.stdin.buffer)
    with suppress(BrokenPipeError):
        try:
            for reading in source.readings():
                packed = pickle.dumps(reading.cells, pickle.HIGHEST_PROTOCOL)
                _send(reading._replace(cells=PackedRows(packed, len(reading.cells))))
            _send(None)
        except FileError as problem:
            _send(problem)


def _send(sent: Reading | FileError | None) -> None:
    pickle.dump(sent, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
