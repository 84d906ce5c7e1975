"""The fields of an assertion: whose cost, of which year, how much, and who says so."""

from budget.plan import entry
from budget.plan.assertions import Assertion
from budget.plan.choices import Refers
from budget.plan.field import Field, Layout

ASSERTIONS = Layout(
    "Patokan",
    "patokan",
    (
        Field("group", "Kelompok", entry.TEXT, "Kosong berarti seluruh rencana.", default="",
              refers=Refers.GROUP),
        Field("fiscal_year", "Tahun Anggaran", entry.YEAR, "Misalnya 2026.", required=True),
        Field("programmes", "Program", entry.PROGRAMMES, "Kosong berarti semua program.", default=()),
        Field("expected", "Biaya", entry.RUPIAH, "Menurut dokumennya, misalnya 452.508.000.", required=True),
        Field("source", "Sumber", entry.TEXT, "Dokumen dan halamannya.", default=""),
    ),
    lambda v: Assertion(v["group"], v["fiscal_year"], v["programmes"], v["expected"], v["source"]),
    lambda a: {
        "group": a.group, "fiscal_year": a.fiscal_year, "programmes": a.programmes or None,
        "expected": a.expected_rupiah, "source": a.source,
    },
)  # fmt: skip
