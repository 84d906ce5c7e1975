"""The people of the roster on screen: found, changed, decided about, sealed; judged by what is stored."""

import asyncio
from threading import Event

from roster_people import member
from textual.widgets import Input

from budget.period import Month
from budget.roster.people_page import PeoplePage
from budget.roster.search import PeopleFilter
from budget.services import people, sealing
from budget.services.workspace import transaction
from tui.people import EVERYBODY, found_text, in_words
from tui.screens.confirm import Confirm
from tui.screens.form import RecordForm
from tui.screens.twins import TwoPeople
from tui.widgets.paged_table import PagedTable
from tui.widgets.people_list import PeopleList

HOSTILE = "[/] =Budi [Non ASN]"


def stored(workspace, **wanted):
    numbers = people.find(workspace, PeopleFilter(**wanted))
    return people.rows(workspace, numbers)


async def test_a_name_is_found_and_the_count_says_of_how_many(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "slash", *"dadang", "enter")
        assert "2 dari 300 orang · “dadang”" in desk.text()
        assert desk.table.counts == (2, 2)
        assert "Dadang Suhendar" in desk.drawn()
        await desk.press("escape")
        assert desk.table.counts == (300, 300)


async def test_people_are_put_in_order_by_a_column_and_stay_so_while_one_searches(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "s")
        assert (desk.table.current.cells[0].text, desk.said[-1]) == (
            "[/] =Budi [Non ASN]",
            "Urut Nama, menaik",
        )
        await desk.press("s")
        assert desk.table.current.cells[0].text == "Warga 99"
        await desk.press("slash", *"dadang", "enter")
        assert desk.table.current.cells[0].text == "Dadang Suhendra"
        await desk.press("s")
        assert desk.table.current.cells[0].text == "Dadang Suhendar"
        await desk.press("end", "s")
        assert desk.said[-1] == "Daftar ini tidak dapat diurutkan menurut Catatan."


async def test_the_end_of_a_long_list_is_read_when_one_goes_there(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5")
        assert "Dadang" not in desk.drawn()
        await desk.press("ctrl+end")
        assert "Dadang Suhendra" in desk.drawn()
        assert "…" not in desk.drawn().splitlines()[-3][:20]


async def test_nik_mother_and_telephone_are_masked_and_a_hostile_name_is_shown_as_it_is(open_desk, roster):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("5", "slash", *"=budi", "enter")
        assert HOSTILE in desk.drawn()
        assert "3204••••••••••••" in desk.drawn()
        await desk.press("enter")
        assert HOSTILE in desk.text()
        assert "Ibu kandung       •••••" in desk.text()


async def test_people_are_narrowed_by_what_is_picked(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "f", *"mirip", "enter")
        assert "2 dari 300 orang · mirip orang lain" in desk.text()
        await desk.press("tab")
        assert "Mungkin satu orang" in desk.drawn()


async def test_a_person_is_ended_and_undo_brings_them_back(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "d")
        assert isinstance(desk.app.screen, RecordForm)
        await desk.fill(month="2022-07")
        await desk.press("ctrl+s")
        ended = stored(roster, left_in=Month(2022, 7))
        assert [person.name for person in ended] == ["Warga 1"]
        assert "Dampak -Rp89.100" in desk.said[0]
        await desk.press("ctrl+z")
        assert stored(roster, left_in=Month(2022, 7)) == []


async def test_the_past_of_a_person_is_told_at_80_by_24(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "enter", "e")
        await desk.fill(village="Cinunuk", since="2022-05")
        await desk.press("ctrl+s")
        await desk.press("enter", "h")
        drawn = desk.drawn()
        assert "Riwayat Warga" in drawn
        await desk.press("escape", "escape", "slash", *"warga 1", "enter", "end", "enter", "h")
        assert "baris, yang terbaru dahulu. 3204••••••••••••" in desk.drawn()
        assert "Berlaku: Januari 2022 sampai" in desk.drawn()
        assert "Impor daftar · " in desk.text()
        await desk.press("escape")
        assert "Ibu kandung" in desk.text()


async def test_a_hostile_name_in_the_past_is_shown_as_it_is(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "slash", *"=budi", "enter", "enter", "h")
        assert f"Riwayat {HOSTILE}" in desk.drawn()
        assert f"{HOSTILE}: Linmas, Cibiru Wetan, Cileunyi" in desk.drawn()


async def test_a_change_holds_from_its_month_on(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "enter", "e")
        await desk.fill(village="Cinunuk", since="2022-05")
        await desk.press("ctrl+s")
        spans = {(p.village, p.first, p.last) for p in stored(roster, words="Warga 1") if p.name == "Warga 1"}
        assert spans == {
            ("Cibiru Wetan", Month(2022, 1), Month(2022, 4)),
            ("Cinunuk", Month(2022, 5), None),
        }


async def test_two_that_may_be_one_are_decided_by_a_key_and_a_yes(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "tab", "enter", "enter")
        assert isinstance(desk.app.screen, TwoPeople)
        assert "nama mirip; tanggal lahir sama" in desk.text()
        await desk.press("a", "enter")
        assert len(people.pairs(roster)) == 1
        await desk.press("y")
        assert people.pairs(roster) == []
        assert [p.name for p in stored(roster, words="dadang")] == ["Dadang Suhendar"]


async def test_two_different_people_both_stay(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "tab", "enter", "enter", "t")
        assert people.pairs(roster) == []
        assert len(stored(roster, words="dadang")) == 2


async def test_a_month_is_sealed_after_a_question_and_a_later_change_asks_for_a_reason(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "g", *"Februari 2022", "enter")
        assert isinstance(desk.app.screen, Confirm)
        await desk.press("enter")
        assert sealing.sealed_months(roster) == []
        await desk.press("y")
        (sealed,) = sealing.sealed_months(roster)
        assert sealed.seal.month == Month(2022, 2)
        assert "utuh" in desk.drawn()
        await desk.press("escape", "d")
        await desk.fill(month="2022-02")
        await desk.press("ctrl+s")
        assert "Bulan tersegel akan berubah" in desk.text()
        await desk.fill(reason="Surat 12/2022")
        await desk.press("ctrl+s")
        (sealed,) = sealing.sealed_months(roster)
        assert {c.reason for c in sealed.corrections} == {"Surat 12/2022"}
        assert sealed.agrees


async def test_a_form_of_the_plan_asks_for_the_reason_too_and_keeps_what_was_typed(open_desk, roster):
    sealing.seal_month(roster, Month(2022, 2))
    async with open_desk() as desk:
        await desk.press("2", "enter", "tab", "e")
        await desk.fill(heads="16.000")
        await desk.press("ctrl+s", "escape")
        assert isinstance(desk.app.screen, RecordForm)
        assert "16.000" in {row.text for row in desk.app.screen._rows}
        await desk.press("ctrl+s")
        await desk.fill(reason="Keputusan 7")
        await desk.press("ctrl+s")
        assert {c.heads for c in desk.plan().head_counts if c.group == "Guru Ngaji"} == {16_000}


async def test_an_explanation_leads_to_those_who_joined(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("3", "slash", *"linmas", "enter", "right", "right", "right", "enter")
        assert "menurut daftar" in desk.text()
        await desk.press("m")
        assert "1 dari 300 orang · Linmas · masuk Maret 2022" in desk.text()
        assert "Dadang Suhendra" in desk.drawn()


async def test_who_entered_before_the_plan_is_said_to_count_from_its_first_month(open_desk, roster):
    with transaction(roster) as work:
        batch = work.batch("import", "lama.csv")
        batch.add([member(301, first=Month(2015, 7), name="Sunarya")])
        work.note([batch.close()], "Impor daftar", 0)
        work.commit()
    async with open_desk() as desk:
        await desk.press("3", "slash", *"linmas", "enter", "right", "enter")
        assert "bulan pertama rencana: termasuk yang mulai sebelumnya" in desk.drawn()
        await desk.press("m", "slash", *"sunarya", "enter", "enter")
        assert "Juli 2015; dihitung sejak Januari 2022" in desk.drawn()


async def test_only_the_first_month_has_people_from_before(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("3", "slash", *"linmas", "enter", "right", "right", "enter")
        assert "bulan pertama rencana" not in desk.text()


async def test_an_explanation_of_a_planned_group_says_that_nobody_is_listed(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("3", "right", "enter", "m")
        assert "dihitung dari rencana" in desk.said[0]


async def test_the_projection_is_shown_by_place(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("3", "a", "right")
        assert "Cileunyi" in desk.drawn()
        await desk.press("down", "enter")
        assert "Cileunyi · Januari 2022" in desk.text()
        await desk.press("escape", "a")
        assert "Cibiru Wetan (Cileunyi)" in {row.key for row in desk.table.rows}


def test_what_is_asked_for_stands_in_words():
    wanted = PeopleFilter(words="siti", group="Linmas", left_in=Month(2022, 7))
    assert in_words(wanted) == "“siti” · Linmas · keluar Juli 2022"
    assert found_text(1_204, 1_000_000, wanted, complete=True).startswith("1.204 dari 1.000.000 orang · ")
    assert found_text(200, None, EVERYBODY, complete=False) == "200+ orang"


async def test_only_pages_near_the_view_are_kept(open_desk, roster, monkeypatch):
    monkeypatch.setattr("tui.widgets.paged_table.MOST_KEPT", 50)
    async with open_desk() as desk:
        await desk.press("5", *["pagedown"] * 12)
        table = desk.app.screen.query_one(PagedTable)
        assert len(table._pages._known) < 120
        assert desk.app.screen.query_one(PeopleList).table is table


async def test_the_mutations_of_a_month_are_listed(open_desk, roster):
    async with open_desk() as desk:
        await desk.press("5", "tab", "tab", "tab", "enter", *"maret 2022", "enter")
        assert "Mutasi Maret 2022: 1 masuk, 0 keluar, 0 berubah" in desk.text()
        assert "Dadang Suhendra" in desk.drawn()


async def test_a_key_abandons_the_search_that_runs(open_desk, roster, monkeypatch):
    """300 people are 30 pages. The search of "a" is held up at its first page: the screen takes the next key
    meanwhile, and once it may go on it looks at no other page.
    """
    monkeypatch.setattr("budget.store.people_pages.SIZE", 10)
    looked, begun, may_go_on = [], Event(), Event()
    whole = PeoplePage.fitting

    def held_up(page, wanted, *rest):
        looked.append(wanted.words)
        if wanted.words == "a":
            begun.set()
            assert may_go_on.wait(20)
        return whole(page, wanted, *rest)

    async with open_desk() as desk:
        await desk.press("5", "slash")
        monkeypatch.setattr(PeoplePage, "fitting", held_up)
        await desk.pilot.press("a")
        while not begun.is_set():
            await asyncio.sleep(0.002)
        await desk.pilot.press("d")
        assert desk.app.screen.query_one(Input).value == "ad"
        may_go_on.set()
        await desk.settle()
        assert (looked.count("a"), looked.count("ad")) == (1, 30)
        assert "2 dari 300 orang · “ad”" in desk.text()
