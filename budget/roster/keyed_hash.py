"""NIK that can be compared and not read: by a hash with a key that only the province has.

A hash alone would not do: there are some 10^11 NIK that somebody can have, and whoever tries them
all reads every hash. With a key of 256 bits that nobody else has there is nothing to try.
"""

import hashlib
import secrets

KEY_BYTES = 32
_HALF = 8
# Nobody has this NIK: its hash tells keys apart and nothing else.
_NOBODY = 0


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def keyed_hash(nik: int, key: bytes) -> tuple[int, int]:
    """BLAKE2b of 128 bits as two signed 64-bit integers, which every database and table holds as they are.

    Among 50 million NIK two get the same hash with a chance of one in 10^23.
    """
    digest = hashlib.blake2b(b"%d" % nik, key=key, digest_size=2 * _HALF).digest()
    return int.from_bytes(digest[:_HALF], "big", signed=True), int.from_bytes(
        digest[_HALF:], "big", signed=True
    )


def key_mark(key: bytes) -> int:
    """What shows whether two regencies used one key."""
    return keyed_hash(_NOBODY, key)[0]
