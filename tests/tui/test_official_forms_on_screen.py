"""What the official forms say is entered in the room Pagu, in four lists that share one name."""

from dataclasses import replace

from bandung import bandung as sample_plan

from budget.plan.forms import AccountName, IndicatorKind, OfficialRole
from budget.services import editing, history
from budget.services.workspace import read_plan
from tui.screens.form import RecordForm
from tui.widgets.list_strip import ListStrip

TO_SUB_ACTIVITIES = ("4", *("tab",) * 9)
TO_INDICATORS = (*TO_SUB_ACTIVITIES, "tab")
TO_ACCOUNT_NAMES = (*TO_INDICATORS, "tab")
TO_OFFICIALS = (*TO_ACCOUNT_NAMES, "tab")
CODE = "2.07.05.2.02.0005"


def _emptied(workspace):
    plan = read_plan(workspace)
    bare = replace(plan, sub_activities=(), indicators=(), account_names=(), officials=())
    editing.replace_plan(workspace, bare, "Kosongkan")


async def test_empty_lists_name_what_they_are_and_the_key_that_fills_them(open_desk, workspace):
    _emptied(workspace)
    async with open_desk() as desk:
        await desk.press(*TO_SUB_ACTIVITIES)
        for said in ("Belum ada sub kegiatan", "Belum ada indikator", "nama bawaan pagu dipakai",
                     "Belum ada pejabat"):  # fmt: skip
            drawn = " ".join(desk.drawn().split())
            assert said in drawn
            assert "Tekan n untuk menambah" in drawn
            assert "▸ Formulir" in drawn
            await desk.press("tab")
        assert "▸ Pagu" in desk.drawn()


async def test_a_sub_activity_is_added_for_the_allocation_that_lacks_one(open_desk, workspace):
    _emptied(workspace)
    async with open_desk() as desk:
        await desk.press(*TO_SUB_ACTIVITIES, "n")
        await desk.fill(name="Pengembangan", before="1,5 miliar")
        await desk.press("ctrl+s")
        (stored,) = desk.plan().sub_activities
        assert (stored.skpd, stored.code, stored.name) == ("Dinas Tenaga Kerja", CODE, "Pengembangan")
        assert (stored.before, stored.after) == (1_500_000_000, None)
        assert history.history(desk.workspace)[0].effect_rupiah == 0
        await desk.press("ctrl+z")
        assert desk.plan().sub_activities == ()


async def test_an_indicator_is_added_to_the_sub_activity_that_is_there(open_desk):
    async with open_desk() as desk:
        await desk.press(*TO_INDICATORS, "n")
        await desk.fill(kind="hasil", measure="Desa yang terlindungi", target="270 desa")
        await desk.press("ctrl+s")
        added = desk.plan().indicators[-1]
        assert (added.skpd, added.sub_activity) == ("Dinas Tenaga Kerja", CODE)
        assert (added.kind, added.measure, added.target) == (
            IndicatorKind.RESULT, "Desa yang terlindungi", "270 desa",
        )  # fmt: skip


async def test_a_name_of_an_account_stands_beside_the_one_it_replaces(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press(*TO_ACCOUNT_NAMES, "n")
        await desk.fill(code="5.1.2", name="Belanja Barang")
        await desk.press("ctrl+s")
        assert desk.plan().account_names == (AccountName("5.1.02", "Belanja Barang"),)
        assert "Belanja Barang dan Jasa (belum diverifikasi)" in desk.drawn()


async def test_a_code_of_no_account_is_refused_in_the_form(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press(*TO_ACCOUNT_NAMES, "n")
        await desk.fill(code="51.02", name="Belanja")
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, RecordForm)
        assert "harus berbentuk seperti 5.1.02.02.02.0006" in desk.drawn()
        assert desk.plan().account_names == ()


async def test_a_nip_is_shown_as_it_is_understood_and_a_wrong_one_is_refused(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press(*TO_OFFICIALS, "e")
        await desk.fill(nip="1972")
        await desk.press("ctrl+s")
        assert "Tulis 18 angka" in desk.drawn()
        await desk.fill(nip="197201031995031001")
        assert "= 19720103 199503 1 001" in desk.drawn()
        await desk.press("ctrl+s")
        assert desk.plan().officials[0].nip == "19720103 199503 1 001"
        assert "19720103 199503 1 001" in desk.drawn()


async def test_the_form_of_an_official_begins_with_who_is_still_missing(open_desk, workspace):
    """The head of the SKPD that is allotted money, then PPKD, then the members of TAPD."""
    _emptied(workspace)
    async with open_desk() as desk:
        await desk.press(*TO_OFFICIALS)
        for name in ("Satu", "Dua", "Tiga", "Empat"):
            await desk.press("n")
            await desk.fill(name=name)
            await desk.press("ctrl+s")
        found = [(official.role, official.skpd) for official in desk.plan().officials]
        assert found == [
            (OfficialRole.HEAD, "Dinas Tenaga Kerja"),
            (OfficialRole.TREASURER, ""),
            (OfficialRole.TEAM, ""),
            (OfficialRole.TEAM, ""),
        ]


async def test_a_sub_activity_goes_with_its_indicators_after_asking_and_comes_back(open_desk):
    async with open_desk() as desk:
        await desk.press(*TO_SUB_ACTIVITIES, "d")
        assert f"sub kegiatan {CODE} Dinas Tenaga Kerja dengan 4 indikatornya" in " ".join(
            desk.drawn().replace("│", " ").split()
        )
        await desk.press("y")
        assert (desk.plan().sub_activities, desk.plan().indicators) == ((), ())
        await desk.press("ctrl+z")
        assert desk.plan().sub_activities == sample_plan().sub_activities
        assert desk.plan().indicators == sample_plan().indicators


async def test_the_name_of_the_four_lists_is_clicked_from_one_to_the_next(open_desk):
    async with open_desk() as desk:
        await desk.press("4")
        strip = desk.app.screen.query_one(ListStrip)
        at = str(strip.render()).index("Formulir") + 2
        for said in ("1 dari 4", "2 dari 4", "3 dari 4", "4 dari 4", "1 dari 4"):
            await desk.pilot.click(ListStrip, offset=(at, 0))
            await desk.settle()
            assert said in desk.drawn()


async def test_texts_of_forms_are_shown_as_they_were_typed(open_desk, workspace):
    plan = read_plan(workspace)
    text = "[/] x =1+1"
    editing.replace_plan(
        workspace,
        replace(
            plan,
            sub_activities=tuple(replace(s, name=text) for s in plan.sub_activities),
            indicators=tuple(replace(i, measure=f"{text} {i.kind}") for i in plan.indicators),
            account_names=(AccountName("5", text),),
            officials=tuple(replace(o, name=f"{text} {o.nip}") for o in plan.officials),
        ),
        "Uji",
    )
    async with open_desk(size=(120, 36)) as desk:
        await desk.press(*TO_SUB_ACTIVITIES)
        for _ in range(4):
            assert text in desk.drawn()
            await desk.press("d", "escape", "e", "escape", "tab")
