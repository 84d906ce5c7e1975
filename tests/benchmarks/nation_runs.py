"""A nation counted by pagu's cluster and by its rivals: `python nation_runs.py RUN FOLDER [WORKERS]`.

Every run starts from the Parquet files of `nationwide.write_nation` and answers both questions: who joined
and left each stratum in each month, and whom two regions cover. pagu costs every region as well and compares
it with its own result. PostgreSQL is loaded first; that is told apart. Spark and Dask's own shuffle need
`pip install pyspark pandas "dask[dataframe]"`. Prints one line of JSON: seconds, the seconds of the second
question (and of loading), the highest memory of one process in MB, and digests of both answers, which are
the same for all.
"""

import json
import resource
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
WORKERS = 2
COUNTS = """
    SELECT region, stratum, month, SUM(joined) AS joined, SUM(gone) AS gone FROM (
        SELECT region, stratum, first_month AS month, 1 AS joined, 0 AS gone FROM stays
        UNION ALL
        SELECT region, stratum, end_month, 0, 1 FROM stays WHERE end_month IS NOT NULL
    ) AS ends GROUP BY region, stratum, month
"""
PAIRS = """
    WITH cover AS (
        SELECT region, hash_high, hash_low, first_month, LEAST(COALESCE(end_month, {end}), {end}) AS end_month
        FROM covers
    ),
    person AS (
        SELECT a.region AS one, b.region AS other,
            SUM(LEAST(a.end_month, b.end_month) - GREATEST(a.first_month, b.first_month)) AS months
        FROM cover a JOIN cover b ON a.hash_high = b.hash_high AND a.hash_low = b.hash_low
        WHERE a.region < b.region
        AND GREATEST(a.first_month, b.first_month) < LEAST(a.end_month, b.end_month)
        GROUP BY a.region, b.region, a.hash_high, a.hash_low
    )
    SELECT one, other, COUNT(*) AS people, SUM(months) AS months FROM person GROUP BY one, other
"""
Rows = list[tuple[Any, ...]]
Answer = tuple[Rows, Rows, dict[str, float]]


def pagu(root: Path, workers: int) -> Answer:
    """The product as it ships: `pagu province count`."""
    from budget.services.cluster import Cluster
    from budget.services.national import nation

    start, second = perf_counter(), 0.0

    def told(done: int, total: int, what: str) -> None:
        nonlocal second
        if done == 0 and what.startswith("Mencari"):
            second = perf_counter()

    found = nation(root, Cluster(workers), progress=told)
    end = perf_counter()
    costs = [(each.code, each.person_months, each.cost) for each in found.province.regencies]
    pairs = [(each.one, each.other, each.people, each.person_months) for each in found.twice.shared]
    return costs, pairs, {"seconds": end - start, "duplicates": end - second}


def duckdb(root: Path, _workers: int) -> Answer:
    import duckdb as duck

    with closing(duck.connect()) as connection:
        start = perf_counter()
        for name in ("stays", "covers"):
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {_parquet(root, name)}")
        counts = connection.execute(COUNTS).fetchnumpy()
        second = perf_counter()
        pairs = connection.execute(PAIRS.format(end=end_of_plan())).fetchall()
        end = perf_counter()
    rows = list(zip(*(column.tolist() for column in counts.values()), strict=True))
    return priced(root, rows), pairs, {"seconds": end - start, "duplicates": end - second}


def _parquet(root: Path, name: str) -> str:
    """With the region as text: as a number 32.10 would be 32.1."""
    files = f"{root}/*/{name}-*.parquet"
    return f"read_parquet('{files}', hive_partitioning = true, hive_types_autocast = false)"


def postgresql(root: Path, _workers: int) -> Answer:
    """On tables without indexes, as loaded by COPY; the duplicates as `pagu province twice` joins them."""
    import duckdb as duck
    import psycopg
    from places import address_on_server, empty_on_server

    with psycopg.connect(address_on_server(empty_on_server()), autocommit=True) as connection:
        start = perf_counter()
        connection.execute("CREATE TABLE stays (stratum INT, first_month INT, end_month INT, region TEXT)")
        hashes = "hash_high BIGINT, hash_low BIGINT"
        connection.execute(f"CREATE TABLE covers ({hashes}, first_month INT, end_month INT, region TEXT)")
        for name in ("stays", "covers"):
            text = root.with_name(f"{root.name}-{name}.csv")
            duck.sql(f"COPY (SELECT * FROM {_parquet(root, name)}) TO '{text}' (HEADER false)")
            text.chmod(0o644)
            connection.execute(f"COPY {name} FROM '{text}' (FORMAT csv)")
            text.unlink()
        connection.execute("VACUUM ANALYZE")
        loaded = perf_counter()
        counts = connection.execute(COUNTS).fetchall()
        second = perf_counter()
        pairs = connection.execute(PAIRS.format(end=end_of_plan())).fetchall()
        end = perf_counter()
    times = {"seconds": end - loaded, "duplicates": end - second, "load": loaded - start}
    return priced(root, counts), [(*pair[:2], *map(int, pair[2:])) for pair in pairs], times


def spark(root: Path, workers: int) -> Answer:
    from pyspark.sql import SparkSession

    begun = perf_counter()
    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.driver.memory", "12g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "32")
        .getOrCreate()
    )
    start = perf_counter()
    for name in ("stays", "covers"):
        frame = session.read.option("basePath", str(root))
        frame = frame.option("recursiveFileLookup", "false").schema(_spark_schema(name))
        frame.parquet(f"{root}/region=*/{name}-*.parquet").createOrReplaceTempView(name)
    counts = [tuple(row) for row in session.sql(COUNTS).toPandas().itertuples(index=False)]
    second = perf_counter()
    pairs = [tuple(row) for row in session.sql(PAIRS.format(end=end_of_plan())).collect()]
    end = perf_counter()
    session.stop()
    times = {"seconds": end - start, "duplicates": end - second, "load": start - begun}
    return priced(root, counts), pairs, times


def _spark_schema(name: str) -> str:
    months = "first_month INT, end_month INT, region STRING"
    return f"stratum INT, {months}" if name == "stays" else f"hash_high BIGINT, hash_low BIGINT, {months}"


def shuffle(root: Path, workers: int) -> Answer:
    """Dask's own data frames: a shuffle of all covers by their hash."""
    import dask
    import dask.dataframe as dd
    import pandas as pd
    from distributed import Client, LocalCluster

    end_month = end_of_plan()

    def read(path: Path) -> pd.DataFrame:
        frame = pd.read_parquet(path)
        frame["region"] = path.parent.name.removeprefix("region=")
        if "end_month" in frame:
            frame["end_month"] = frame["end_month"].fillna(end_month).clip(upper=end_month).astype("int32")
        return frame

    start = perf_counter()
    dask.config.set({"dataframe.convert-string": True})
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local,
        Client(local),
    ):
        covers = dd.from_map(read, sorted(root.glob("region=*/covers-*.parquet"))).repartition(npartitions=32)
        both = covers.merge(covers, on=["hash_high", "hash_low"], suffixes=("", "_b"), shuffle_method="p2p")
        both = both[both["region"] < both["region_b"]]
        found = both.compute()
    begins, ends = found[["first_month", "first_month_b"]], found[["end_month", "end_month_b"]]
    months = ends.min(axis=1) - begins.max(axis=1)
    found = found.assign(months=months)[months > 0]
    people = found.groupby(["region", "region_b", "hash_high", "hash_low"])["months"].sum().reset_index()
    sums = people.groupby(["region", "region_b"])["months"].agg(["count", "sum"]).reset_index()
    pairs = [(str(one), str(other), int(n), int(m)) for one, other, n, m in sums.itertuples(index=False)]
    return [], pairs, {"seconds": perf_counter() - start, "duplicates": perf_counter() - start}


def end_of_plan() -> int:
    from nationwide import sample

    return sample().span.last.index + 1


def priced(root: Path, counts: Rows) -> Rows:
    """People-months and cost of each region by the slow way: the counts fed to the engine one by one."""
    from dataclasses import replace

    from budget.engine.projection import project
    from budget.law import load_law
    from budget.partition.folder import PLAN, partition_path, read_partition
    from budget.plan.roster import counted
    from budget.store.frozen import thawed

    by_region: dict[str, list[tuple[int, int, int, int]]] = {}
    for region, *ends in counts:
        stratum, month, joined, gone = map(int, ends)
        by_region.setdefault(str(region), []).append((stratum, month, joined, gone))
    costs: Rows = []
    for region, rows in sorted(by_region.items()):
        plan = thawed(read_partition(partition_path(root, region)).path(PLAN).read_text("utf-8")).plan
        roster = counted(plan.roster.strata, rows, plan.roster.known_until)
        found = project(replace(plan, roster=roster), load_law())
        costs.append((region, found.person_months, found.total))
    return costs


def digest(rows: Rows) -> str:
    return sha256(repr(sorted(tuple(row) for row in rows)).encode()).hexdigest()[:12] if rows else ""


RUNS: dict[str, Callable[[Path, int], Answer]] = {
    run.__name__: run for run in (pagu, duckdb, postgresql, spark, shuffle)
}


def main(name: str, root: Path, workers: int) -> None:
    costs, pairs, times = RUNS[name](root, workers)
    memory = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    told = {place: round(value, 2) for place, value in times.items()}
    found = {"costs": digest(costs), "pairs": digest(pairs), "rupiah": sum(cost for *_, cost in costs)}
    print(json.dumps({"run": name, **told, "megabytes": memory // 1024, **found}))  # noqa: T201


if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "sample_data")]
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else WORKERS)
