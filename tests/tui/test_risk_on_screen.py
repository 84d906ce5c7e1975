"""The risk: ranges typed, drawn in a thread, shown with every change, stopped by Esc."""

import threading

import pytest
from effort import SIZES

from budget.errors import LimitExceeded
from budget.services import risk
from tui.screens import risk as screen
from tui.screens.main import MainScreen
from tui.screens.risk import RiskDialog


@pytest.mark.parametrize("size", SIZES)
async def test_a_range_of_loss_gives_band_chance_and_tornado(open_desk, size):
    async with open_desk(size=size) as desk:
        await desk.press("3", "r")
        assert "Isi sebuah rentang" in desk.drawn()
        await desk.fill(loss="4%..6%..10%")
        drawn = desk.drawn()
        assert "Pagu setiap tahun cukup pada 100 % dari 10.000 undian." in drawn
        assert "80 % undian: Rp9." in drawn
        assert "Susut validasi" in drawn and "████████████████████████" in drawn
        assert "10 %" in drawn and "Cukup" in drawn
        # Below it the band of the draws month by month, beside the money.
        assert "Biaya kumulatif" in desk.text() and "▒" in desk.text() and "│" in desk.text()
        widths = {len(line) for line in drawn.splitlines()}
        assert widths == {size[0]}
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_what_cannot_be_read_is_said_and_the_last_result_stays(open_desk):
    async with open_desk(size=(120, 36)) as desk:
        await desk.press("1", "r")
        await desk.fill(loss="4%..6%..10%")
        await desk.fill(loss="4%..")
        drawn = desk.drawn()
        assert "“4%..” bukan rentang" in drawn
        assert "hasil di atas dari isian sebelumnya" in drawn
        await desk.fill(loss="10%..6%..4%")
        assert "terbalik" in desk.drawn()
        await desk.fill(loss="4%..100%")
        assert "di luar 0 %" in desk.drawn()
        await desk.fill(loss="4%..6%..10%", draws="0")
        assert "Undian 1 sampai 100.000 kali" in desk.drawn()
        await desk.fill(draws="100.000", seed="3")
        assert "dari 100.000 undian" in desk.drawn()


async def test_what_cannot_be_costed_is_said_without_a_window(open_desk, monkeypatch):
    def refused(*_: object) -> None:
        raise LimitExceeded("Terlalu besar.")

    monkeypatch.setattr(screen, "risk_of", refused)
    async with open_desk() as desk:
        await desk.press("r")
        await desk.fill(loss="4%")
        assert "✗ Terlalu besar." in desk.drawn()


async def test_the_risk_is_that_of_the_scenario_and_basis_on_screen(open_desk):
    """As BPU no wage matters: every draw costs 20.774.342.400."""
    async with open_desk() as desk:
        await desk.press("k", "down", "enter", "r")
        await desk.fill(growth="0%..5%..9%")
        assert "Rp20.774.342.400 sampai Rp20.774.342.400" in desk.drawn()


async def test_escape_stops_the_draws_first_and_closes_then(open_desk, monkeypatch):
    began = threading.Event()

    def endless(plan, scenario, basis, question, progress=None):
        began.set()
        while True:
            progress(0, 1, "Mengundi")

    monkeypatch.setattr(screen, "risk_of", endless)
    async with open_desk() as desk:
        await desk.press("r")
        desk.app.screen._rows["loss"].control.value = "4%"
        await desk.pilot.pause()
        assert began.wait(5)
        assert "Mengundi" in desk.drawn()
        await desk.pilot.press("escape")
        await desk.settle()
        assert isinstance(desk.app.screen, RiskDialog)
        assert "Dihentikan." in desk.drawn()
        monkeypatch.setattr(screen, "risk_of", risk.risk_of)
        await desk.fill(loss="4%..5%")
        assert "80 % undian" in desk.drawn()
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


async def test_the_palette_finds_it(open_desk):
    async with open_desk() as desk:
        await desk.press("ctrl+p", *"risiko", "enter")
        assert isinstance(desk.app.screen, RiskDialog)
