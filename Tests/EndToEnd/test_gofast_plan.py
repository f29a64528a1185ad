"""`startline gofast plan`: a whole plan, for people and for programs."""

import csv
import io
from collections import defaultdict
from datetime import date, timedelta

import pytest

from gofast import HALF, as_json, gofast, refused, told

HARD = {"tempo", "intervals", "race_pace", "hills", "fartlek", "over_unders", "race"}


def by_week(plan):
    weeks = defaultdict(list)
    for day in plan["days"]:
        weeks[day["weekIndex"]].append(day)
    return weeks


@pytest.fixture(scope="module")
def half():
    return as_json("plan", *HALF, "--format", "json")


def test_a_plan_has_the_names_of_the_approved_model(half):
    assert half["totalWeeks"] == len(half["weeks"]) == 21
    for index, week in enumerate(half["weeks"]):
        assert week["weekIndex"] == index
        assert week["phase"] in ("base", "build", "peak", "taper")
        assert date.fromisoformat(week["startDate"]) <= date.fromisoformat(week["endDate"])
    for day in half["days"]:
        planned = day["plannedData"]
        assert day["dayIndex"] == date.fromisoformat(day["date"]).weekday()
        assert planned["mileage"] >= 0 and planned["reason"], day


def test_the_days_of_each_week_add_up(half):
    weeks = by_week(half)
    for week in half["weeks"]:
        assert sum(day["plannedData"]["mileage"] for day in weeks[week["weekIndex"]]) == pytest.approx(
            week["targetMileage"], abs=1e-9
        )


def test_it_ends_with_the_race_on_its_day(half):
    last = half["days"][-1]
    assert (last["date"], last["plannedData"]["type"]) == ("2027-04-18", "race")
    assert last["plannedData"]["mileage"] == pytest.approx(13.11, abs=0.15)


def test_no_hard_days_touch(half):
    hard = {date.fromisoformat(day["date"]) for day in half["days"] if day["plannedData"]["type"] in HARD}
    assert not [day for day in hard if day + timedelta(days=1) in hard]


def test_steps_of_a_session_have_lengths(half):
    tempo = [day["plannedData"] for day in half["days"] if day["plannedData"]["type"] == "tempo"]
    assert tempo
    for planned in tempo:
        steps = [step for segment in planned["segments"] for step in segment["steps"]]
        assert len(steps) >= 3
        assert all("distanceMiles" in step or "durationSeconds" in step for step in steps)


def test_the_same_input_gives_the_same_bytes():
    assert told("plan", *HALF, "--format", "json") == told("plan", *HALF, "--format", "json")


def test_a_person_reads_weeks_days_and_reasons():
    text = told("plan", *HALF, "--goal", "1:45:00")
    assert "Half marathon" in text or "half marathon" in text
    assert "Week 1 " in text and "Week 21 " in text
    assert "1:45:00" in text and ":60" not in text
    assert "\x1b[" not in text, "colours only on a terminal"


def test_kilometres_are_for_those_who_read_them():
    arguments = [word if word != "25" else "40" for word in HALF]
    assert " km" in told("plan", *arguments, "--units", "km")
    assert " km" in told("plan", *arguments, LANG="de_DE.UTF-8")
    assert " mi" in told("plan", *HALF, LANG="en_US.UTF-8")


def test_a_calendar_has_one_entry_for_each_session(half):
    ics = told("plan", *HALF, "--format", "ics")
    sessions = [day for day in half["days"] if day["plannedData"]["type"] != "rest"]
    assert ics.count("BEGIN:VEVENT") == len(sessions)
    assert ics.startswith("BEGIN:VCALENDAR\n") and ics.rstrip().endswith("END:VCALENDAR")


def test_a_table_has_units_in_its_column_names(half):
    rows = list(csv.DictReader(io.StringIO(told("plan", *HALF, "--format", "csv"))))
    assert len(rows) >= len([day for day in half["days"] if day["plannedData"]["type"] != "rest"])
    assert any(name.endswith("_mi") for name in rows[0])


@pytest.mark.parametrize("weeks", [1, 2, 3, 4, 5, 6, 8, 12, 16, 20, 30, 52])
@pytest.mark.parametrize("race", ["5k", "marathon"])
def test_any_time_until_the_race_makes_a_plan(weeks, race):
    start = date(2026, 11, 23)
    day = start + timedelta(days=7 * weeks - 1)
    plan = as_json(
        "plan", "--race", race, "--date", day, "--start", start, "--five-k", "27:00", "--weekly", "20", "--format", "json"
    )
    assert len(plan["weeks"]) == weeks
    assert all(week["targetMileage"] >= 0 for week in plan["weeks"])


@pytest.mark.parametrize(
    "wrong, words",
    [
        (("--date", "2027-02-30"), "2027-02-30"),
        (("--date", "2020-01-01"), "2020-01-01"),
        (("--date", "2031-01-01"), "52"),
        (("--five-k", "24:75"), "24:75"),
        (("--five-k", "2:00"), "2:00"),
        (("--weekly", "-5"), "-5"),
        (("--weekly", "nan"), "nan"),
        (("--weekly", "1e9"), "1e9"),
        (("--days", "9"), "9"),
        (("--race", "banana"), "banana"),
        (("--goal", "0:30:00"), "30:00"),
        (("--on", "funday"), "funday"),
        (("--paces", "magic"), "magic"),
        (("--format", "pdf"), "pdf"),
        (("--secondary", "10k"), "10k"),
        (("--secondary", "10k:2028-01-01"), "2028-01-01"),
        (("--resting-hr", "180", "--max-hr", "185"), "180"),
    ],
)
def test_bad_input_is_told_in_words(wrong, words):
    arguments = [*HALF]
    for option, value in zip(wrong[::2], wrong[1::2]):
        if option in arguments:
            arguments[arguments.index(option) + 1] = value
        else:
            arguments += [f"{option}={value}"]
    if "-5" in arguments:
        index = arguments.index("-5")
        arguments[index - 1 : index + 1] = ["--weekly=-5"]
    assert words in refused("plan", *arguments)


def test_help_names_every_option():
    done = gofast("plan", "--help")
    assert done.returncode == 0
    for option in ("--race", "--date", "--five-k", "--weekly", "--days", "--format", "--goal", "--planner-url"):
        assert option in done.stdout
