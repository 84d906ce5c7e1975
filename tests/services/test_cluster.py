"""A cluster of this machine listens to this machine, and to whoever has the certificate of the run."""

from urllib.error import HTTPError
from urllib.request import urlopen

import dask
import psutil
import pytest
from distributed import Client, LocalCluster, Security

from budget.errors import FileError
from budget.services.cluster import Cluster, client_of, spread


@pytest.fixture(scope="module")
def client() -> object:
    with client_of(Cluster(1)) as client:
        yield client


def listening() -> set[str]:
    own = psutil.Process()
    sockets = [socket for process in (own, *own.children()) for socket in process.net_connections("inet")]
    return {socket.laddr.ip for socket in sockets if socket.status == psutil.CONN_LISTEN}


def test_nothing_listens_beyond_this_machine(client: Client) -> None:
    assert listening() == {"127.0.0.1"}


def test_two_clusters_at_once_serve_no_pages(client: Client) -> None:
    with client_of(Cluster(1)) as other:
        for each in (client, other):
            url = f"http://127.0.0.1:{each.cluster.scheduler.http_server.port}/info/main/workers.html"
            with pytest.raises(HTTPError, match="404"):
                urlopen(url, timeout=5)


def test_nobody_joins_without_the_certificate(client: Client) -> None:
    address = client.scheduler.address
    with pytest.raises(OSError, match=r"closed|Timed out"):
        Client(address.replace("tls://", "tcp://"), timeout=2)
    with pytest.raises(OSError, match="certificate does not match"):
        Client(address, timeout=2, security=Security.temporary())


def test_a_scheduler_elsewhere_is_used_with_the_certificate_of_dasks_own_settings() -> None:
    security = Security.temporary()
    tls = {
        "distributed.comm.tls.ca-file": security.tls_ca_file,
        "distributed.comm.tls.client.cert": security.tls_client_cert,
        "distributed.comm.tls.client.key": security.tls_client_key,
    }
    with LocalCluster(
        n_workers=1, host="127.0.0.1", protocol="tls://", security=security, dashboard_address="127.0.0.1:0"
    ) as elsewhere:
        cluster = Cluster(address=elsewhere.scheduler_address)
        with pytest.raises(FileError, match="tidak dapat dihubungi"), client_of(cluster):
            pass
        with dask.config.set(tls), client_of(cluster) as client:
            assert spread(client, int, ["1"], lambda done, total, what: None, "Membaca") == [1]


def test_what_fails_at_one_item_is_raised_here(client: Client) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        spread(client, int, ["1", "dua"], lambda done, total, what: None, "Membaca")
    assert spread(client, int, ["1", "2"], lambda done, total, what: None, "Membaca") == [1, 2]


def test_a_scheduler_that_is_not_there_is_said() -> None:
    with (
        pytest.raises(FileError, match="tidak dapat dihubungi"),
        client_of(Cluster(address="tls://127.0.0.1:9")),
    ):
        pass
