"""The queries of DuckDB and SQLite: people(grp, kec, wage, entry, "end"), rates(grp, month, ppm).

*As usual* joins people with the months of their cover; *at its best* counts who joins and who leaves and
cumulates. `prices(grp, month, wage, jkk, jkm)` holds the rounded contributions.
"""

from roster17.task import JKM_PPM, MONTHS

_DIVISION = {"duckdb": "//", "sqlite": "/"}


def as_usual(engine: str, sums: str) -> str:
    """Sums of both contributions over people and months; `sums` names the columns to group by."""
    divide = _DIVISION[engine]
    names = f"{sums}, " if sums else ""
    return f"""
        SELECT {names}sum((wage * ppm + 500000) {divide} 1000000) AS jkk,
               sum((wage * {JKM_PPM} + 500000) {divide} 1000000) AS jkm
        FROM people JOIN rates USING (grp)
        WHERE entry <= month AND month < "end"
        {f"GROUP BY {sums}" if sums else ""}
    """


HEADS = f"""
    CREATE TEMP TABLE heads AS
    WITH change AS (
        SELECT grp, kec, wage, entry AS month, count(*) AS n FROM people GROUP BY grp, kec, wage, entry
        UNION ALL
        SELECT grp, kec, wage, "end", -count(*) FROM people WHERE "end" < {MONTHS}
        GROUP BY grp, kec, wage, "end"
    ), net AS (
        SELECT grp, kec, wage, month, sum(n) AS n FROM change GROUP BY grp, kec, wage, month
    ), level AS (
        SELECT grp, kec, wage, month AS since, lead(month, 1, {MONTHS}) OVER cumulated AS until,
               CAST(sum(n) OVER cumulated AS BIGINT) AS heads
        FROM net WINDOW cumulated AS (PARTITION BY grp, kec, wage ORDER BY month)
    )
    SELECT grp, kec, wage, months.month, heads
    FROM level JOIN (SELECT DISTINCT month FROM prices) AS months
    ON since <= months.month AND months.month < until
"""
COST_OF_HEADS = """
    SELECT month, grp, kec, sum(heads * jkk) AS jkk, sum(heads * jkm) AS jkm
    FROM heads JOIN prices USING (grp, month, wage) GROUP BY month, grp, kec
"""
PRICED = """
    CREATE TEMP TABLE priced AS
    SELECT grp, wage, month, CAST(sum(heads) AS BIGINT) AS heads FROM heads GROUP BY grp, wage, month
"""
TOTAL = "SELECT sum(heads * (jkk + jkm)) FROM priced JOIN prices USING (grp, month, wage)"
