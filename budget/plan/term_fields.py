"""The fields of a tariff's terms, which tariffs and what-ifs share."""

from budget.contribution import Base, Income, Payer, Sector, Segment, Terms
from budget.errors import BadEntry, NotMonth
from budget.money import PPM, Rounding
from budget.period import Validity
from budget.plan import entry
from budget.plan.field import Field, Values

SEGMENT = entry.choice({Segment.PU: "PU", Segment.BPU: "BPU"})
ROUNDING = entry.choice(
    {Rounding.HALF_UP: "setengah ke atas", Rounding.DOWN: "ke bawah", Rounding.UP: "ke atas"}
)
PAYER = entry.choice({Payer.APBD: "APBD", Payer.SELF: "mandiri"})
SECTOR = entry.choice({Sector.OTHER: "lainnya", Sector.TRANSPORT: "transportasi"})

TERMS = (
    Field("segment", "Segmen", SEGMENT, "PU (ada upah) atau BPU (tanpa upah).", required=True),
    Field("income", "Penghasilan BPU", entry.INCOME,
          "Rupiah sebulan, atau daftar; kosong berarti baris terendah."),
    Field("wage", "Upah PU", entry.WAGE, "Rupiah sebulan, UMK, atau daftar."),
    Field("risk_class", "Kelas Risiko", entry.INTEGER, "1 sampai 5; hanya untuk JKK PU.", default=1),
    Field("programmes", "Program", entry.PROGRAMMES, "JKK, JKM atau salah satunya.", required=True),
    Field("share", "Porsi APBD", entry.PERCENT, "Bagian yang dibayar APBD.", default=PPM),
    Field("rounding", "Pembulatan", ROUNDING, "Per orang, program, dan bulan.", default=Rounding.HALF_UP),
    Field("payer", "Pembayar", PAYER, "Yang dibayar APBD tidak mendapat potongan.", default=Payer.APBD),
    Field("sector", "Sektor", SECTOR, "Hanya untuk potongan sementara.", default=Sector.OTHER),
)  # fmt: skip


def read_terms(values: Values) -> Terms:
    if values["segment"] is Segment.PU:
        if values["wage"] is None:
            raise BadEntry("Upah PU kosong. Tulis upah sebulan, UMK, atau daftar.", "wage")
        if values["income"] is not None:
            raise BadEntry("Kosongkan: penghasilan hanya untuk BPU.", "income")
        base: Base = values["wage"]
    else:
        if values["wage"] is not None:
            raise BadEntry("Kosongkan: upah hanya untuk PU.", "wage")
        base = values["income"] or Income()
        if isinstance(base, Income) and base.rupiah < 0:
            raise BadEntry("Penghasilan tidak boleh kurang dari nol.", "income")
    return Terms(
        base=base,
        risk_class=values["risk_class"],
        programmes=values["programmes"],
        share_ppm=values["share"],
        rounding=values["rounding"],
        payer=values["payer"],
        sector=values["sector"],
    )


def take_terms(terms: Terms) -> Values:
    pays_wage = terms.segment is Segment.PU
    return {
        "segment": terms.segment,
        "income": None if pays_wage or terms.base == Income() else terms.base,
        "wage": terms.base if pays_wage else None,
        "risk_class": terms.risk_class,
        "programmes": terms.programmes,
        "share": terms.share_ppm,
        "rounding": terms.rounding,
        "payer": terms.payer,
        "sector": terms.sector,
    }


def read_validity(values: Values) -> Validity:
    try:
        return Validity(values["first"], values["last"])
    except NotMonth as reversed_range:
        raise BadEntry(str(reversed_range), "last") from None
