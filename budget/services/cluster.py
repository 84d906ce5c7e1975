"""Many processes, here or on other machines, that run pagu's own functions: by Dask."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from budget.errors import FileError
from budget.progress import Progress

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")
_ENCRYPTED = "tls://"


@dataclass(frozen=True, slots=True)
class Cluster:
    """So many `workers` on this machine, or those of the scheduler at `address`."""

    workers: int = 2
    address: str = ""


def expect_installed() -> None:
    """FileError where the extra `cluster` is missing; the modules of partitions cannot be loaded then."""
    if not all(map(find_spec, ("distributed", "pyarrow", "cryptography"))):
        raise FileError("Hitungan nasional memerlukan bagian tambahan. Pasang: uv sync --extra cluster")


@contextmanager
def client_of(cluster: Cluster) -> Iterator["Client"]:
    """FileError where the cluster cannot be reached, or anybody in the network could use it.

    Whoever reaches a scheduler of Dask runs what they like on its workers: connections are encrypted and
    known by certificates, those of this machine by ones made for this run. Its pages, which ask for none,
    are not served.
    """
    import dask
    from distributed import Client, LocalCluster

    if cluster.address:
        if not cluster.address.startswith(_ENCRYPTED):
            raise FileError("Alamat klaster harus tls://…: tanpa sertifikat siapa pun dapat memakainya.")
        try:
            client = Client(cluster.address, timeout=10)
        except (OSError, ValueError, TypeError) as problem:
            raise FileError(f"Klaster {cluster.address} tidak dapat dihubungi.") from problem
        with client:
            yield client
        return
    with (
        dask.config.set({f"distributed.{part}.http.routes": [] for part in ("scheduler", "worker")}),
        TemporaryDirectory(prefix="pagu-") as scratch,
        LocalCluster(
            n_workers=cluster.workers,
            threads_per_worker=1,
            host="127.0.0.1",
            protocol=_ENCRYPTED,
            security=True,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
            local_directory=scratch,
            silence_logs=50,
        ) as local,
        Client(local) as client,
    ):
        yield client


def spread(
    client: "Client", work: Callable[[T], R], items: Sequence[T], progress: Progress, what: str
) -> list[R]:
    """What the work gives for each item, in their order. What a lost worker was at is done again elsewhere.

    FileError where workers are lost at one item again and again.
    """
    from distributed import KilledWorker, as_completed

    futures = client.map(work, items, pure=False)
    try:
        progress(0, len(items), what)
        for done, _ in enumerate(as_completed(futures, raise_errors=False), start=1):
            progress(done, len(items), what)
        found: list[R] = client.gather(futures)
    except KilledWorker as problem:
        raise FileError(f"{what}: proses kerja berhenti berkali-kali, mungkin kurang memori.") from problem
    finally:
        client.cancel(futures)
    return found
