"""A month of the roster against the month before."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from roster_people import member

from budget.period import Month
from budget.roster.member import Member
from budget.services.mutations import mutations
from budget.services.workspace import Workspace, transaction

FEBRUARY, MARCH, APRIL = Month(2022, 2), Month(2022, 3), Month(2022, 4)


@pytest.fixture
def workspace(file: Path) -> Workspace:
    return Workspace(str(file), "sari", lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))


def store(workspace: Workspace, *members: Member) -> None:
    with transaction(workspace) as work:
        writer = work.batch("edit", "uji")
        writer.add(members)
        for one in members:
            writer.knows(one.group, one.first)
        work.note([writer.close()], "Ubah orang", 0)
        work.commit()


def test_who_begins_joined_and_who_ended_left(workspace: Workspace) -> None:
    store(
        workspace,
        member(1),
        member(2, first=MARCH, name="Siti"),
        member(3, end=MARCH, name="Asep"),
        member(4, first=APRIL),
        member(5, end=FEBRUARY),
    )
    found, groups = mutations(workspace, MARCH)
    assert [m.name for m in found.joined] == ["Siti"]
    assert [m.name for m in found.left] == ["Asep"]
    assert found.left[0].before is not None and found.left[0].before.last == FEBRUARY
    assert found.changed == ()
    assert [(g.group, g.joined, g.left, g.changed) for g in groups] == [("Linmas", 1, 1, 0)]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (member(1, "Ketua RW", MARCH), ["Kelompok: Linmas → Ketua RW"]),
        (member(1, first=MARCH, village="Cinunuk"), ["Desa: Cibiru Wetan → Cinunuk"]),
        (member(1, first=MARCH, wage_sen=215_232_294), ["Upah: – → Rp2.152.322,94"]),
        (
            member(1, first=MARCH, village="")._replace(kecamatan="Cilengkrang"),
            ["Kecamatan: Cileunyi → Cilengkrang", "Desa: Cibiru Wetan → –"],
        ),
    ],
)
def test_who_goes_on_in_another_group_place_or_wage_changed(
    workspace: Workspace, after: Member, words: list[str]
) -> None:
    store(workspace, member(1, end=MARCH), after)
    found, groups = mutations(workspace, MARCH)
    assert (found.joined, found.left) == ((), ())
    assert [str(move) for move in found.changed[0].moves] == words
    assert [(g.group, g.changed) for g in groups] == [(after.group, 1)]


def test_another_row_that_says_the_same_is_no_mutation(workspace: Workspace) -> None:
    store(workspace, member(1, end=MARCH), member(1, first=MARCH, name="Warga Satu"))
    found, groups = mutations(workspace, MARCH)
    assert (found.joined, found.left, found.changed, groups) == ((), (), (), ())


def test_who_comes_back_after_a_month_left_and_joined(workspace: Workspace) -> None:
    store(workspace, member(1, end=FEBRUARY), member(1, first=MARCH))
    assert len(mutations(workspace, FEBRUARY)[0].left) == 1
    assert len(mutations(workspace, MARCH)[0].joined) == 1


def test_mutations_stand_by_group_of_the_plan_village_and_name(workspace: Workspace) -> None:
    store(
        workspace,
        member(1, "PKK", MARCH, name="A"),
        member(2, "Guru Ngaji", MARCH, name="Z"),
        member(3, "Guru Ngaji", MARCH, name="B"),
        member(4, "Guru Ngaji", MARCH, village="Cinunuk", name="A"),
    )
    found, groups = mutations(workspace, MARCH)
    assert [m.name for m in found.joined] == ["B", "Z", "A", "A"]
    assert [g.group for g in groups] == ["Guru Ngaji", "PKK"]


def test_the_nik_of_a_mutation_is_masked(workspace: Workspace) -> None:
    store(workspace, member(1, first=MARCH))
    assert mutations(workspace, MARCH)[0].joined[0].nik == "3204••••••••0001"


def test_superseded_rows_count_no_more(workspace: Workspace) -> None:
    store(workspace, member(1, first=MARCH))
    with transaction(workspace) as work:
        writer = work.batch("edit", "uji")
        writer.supersede([1])
        work.note([writer.close()], "Keluarkan", 0)
        work.commit()
    assert mutations(workspace, MARCH)[0].joined == ()
