"""Help for the field that has the focus and for the place, and the glossary."""

import pytest
from textual.widgets import Input

from budget.plan import entry
from budget.plan.field import Field
from budget.plan.layouts import GROUPS, TARIFFS
from tui.glossary import GLOSSARY, terms_in
from tui.screens.help import WRITTEN, Help, field_lines
from tui.screens.main import MainScreen


def test_the_glossary_holds_sentences_in_the_order_of_the_alphabet():
    words = [term.word.casefold() for term in GLOSSARY]
    assert words == sorted(set(words))
    assert 40 <= len(words) <= 60
    for term in GLOSSARY:
        assert term.meaning.endswith("."), term
        assert len(term.meaning) <= 150, term
    asked = {"pagu", "JKK", "JKM", "JHT", "PU", "BPU", "PBPU", "akrual", "kas", "SKPD", "UMK", "sumber dana"}
    assert asked | {"perubahan", "RKA", "DPA", "SILPA", "NIK"} <= {term.word for term in GLOSSARY}


def test_terms_are_found_as_words_of_their_own():
    assert [term.word for term in terms_in(["UMK tahun itu", "pagunya", "kasar"])] == ["UMK"]
    assert [term.word for term in terms_in(["jaminan kematian (jkm)"])] == ["JKM"]


@pytest.mark.parametrize(("kind", "examples"), WRITTEN)
def test_what_help_says_may_be_written_can_be_read(kind, examples):
    for example in examples:
        assert kind.parse(example) is not None


def test_help_of_a_field_says_what_may_stand_there():
    assert field_lines(GROUPS.field("segment")) == [
        "PU (ada upah) atau BPU (tanpa upah).", "Pilihan: PU, BPU.", "Wajib diisi.",
    ]  # fmt: skip
    assert field_lines(GROUPS.field("priority")) == [
        "Angka kecil dibayar lebih dahulu.", "Ditulis seperti 17.000 atau 17000.", "Kosong berarti 100.",
    ]  # fmt: skip
    assert field_lines(TARIFFS.field("last"))[0] == "Kosong berarti seterusnya."
    assert field_lines(Field("note", "Catatan", entry.TEXT)) == ["Boleh kosong."]


async def test_f1_tells_about_the_field_and_the_glossary_is_searched(open_desk):
    async with open_desk() as desk:
        await desk.press("2", "n", "tab", "tab", "f1")
        assert isinstance(desk.app.screen, Help)
        assert "Isian Segmen" in desk.drawn()
        assert "Pilihan: PU, BPU." in desk.drawn()
        assert "Penerima Upah: iuran dihitung dari upah" in desk.text()
        await desk.press("escape", "ctrl+g", *"(ob")
        assert "orang-bulan (OB): Satu orang selama satu bulan" in desk.drawn()
        await desk.enter("sebanding=[/]")
        assert "Tidak ada yang cocok" in desk.drawn()
        await desk.press("escape", "escape", "colon")
        await desk.enter("istilah jkm")
        await desk.press("enter")
        assert "Dasar: PP 44/2015 jo. PP 82/2019, Pasal 18 ayat (1) dan Lampiran II" in desk.drawn()
        assert isinstance(desk.app.focused, Input)
        await desk.press("enter")
        assert isinstance(desk.app.screen, MainScreen)
