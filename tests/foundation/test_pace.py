"""Rate and time left of long work: by a clock that the test turns."""

from dataclasses import dataclass

import pytest

from budget.pace import Pace, duration


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def test_rows_their_rate_and_the_time_left_stand_in_one_line() -> None:
    """After 8 s 308.000 of 1.000.000 rows: 38.500 a second, 692.000 / 38.500 = 17,97 s left."""
    clock = Clock()
    pace = Pace(clock)
    assert pace.line(0, 1_000_000, "a.csv") == "a.csv · 0 dari 1.000.000 baris"
    clock.now += 8
    assert pace.line(308_000, 1_000_000, "a.csv") == (
        "a.csv · 308.000 dari 1.000.000 baris · 38.500/dtk · sisa 18 dtk"
    )


def test_no_time_left_is_told_before_two_seconds_have_passed() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.line(0, 10_000, "a")
    clock.now += 1.75
    assert pace.line(1_750, 10_000, "a") == "a · 1.750 dari 10.000 baris · 1.000/dtk"
    clock.now += 0.75
    assert pace.line(2_500, 10_000, "a") == "a · 2.500 dari 10.000 baris · 1.000/dtk · sisa 8 dtk"


def test_a_line_stands_for_half_a_second() -> None:
    """1.000 reports in 10 s make 20 lines and the first one."""
    clock = Clock()
    pace = Pace(clock)
    lines = []
    for step in range(1_001):
        lines.append(pace.line(step, 10_000, "a"))
        clock.now += 0.01
    assert len([line for line in lines if line]) in (20, 21)
    assert pace.line(1_001, 10_000, "b") is None
    assert pace.line(10_000, 10_000, "b") is not None


def test_the_rate_is_that_of_the_last_seconds() -> None:
    """1.000 rows a second for a minute, then 10.000 a second for 11 seconds."""
    clock = Clock()
    pace = Pace(clock)
    done = 0
    pace.line(done, 1_000_000, "a")
    for rate in [1_000] * 60 + [10_000] * 11:
        clock.now += 1
        done += rate
        line = pace.line(done, 1_000_000, "a")
    assert line is not None
    assert "10.000/dtk" in line


def test_a_count_that_begins_anew_is_timed_anew() -> None:
    clock = Clock()
    pace = Pace(clock, then="menghitung biaya …")
    pace.line(0, 5_000, "a")
    clock.now += 5
    assert pace.line(5_000, 5_000, "a") == "menghitung biaya … · 5.000 dari 5.000 baris"
    clock.now += 1
    assert pace.line(0, 20_000, "b") == "b · 0 dari 20.000 baris"
    clock.now += 1
    assert pace.line(500, 20_000, "b") == "b · 500 dari 20.000 baris · 500/dtk"


def test_few_steps_have_no_rate_and_one_step_no_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.line(0, 12, "Lembar Ringkasan")
    clock.now += 4
    assert pace.line(3, 12, "Lembar Orang") == "Lembar Orang · 3 dari 12"
    assert Pace(clock).line(0, 1, "Membuka") == "Membuka"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 dtk"),
        (59, "59 dtk"),
        (60, "1 mnt"),
        (125, "2 mnt 5 dtk"),
        (3_600, "1 jam"),
        (3_900, "1 jam 5 mnt"),
    ],
)
def test_durations_are_said_in_two_units_at_most(seconds: int, said: str) -> None:
    assert duration(seconds) == said
