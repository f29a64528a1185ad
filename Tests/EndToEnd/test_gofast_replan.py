"""`startline gofast replan`: a plan that is being run, and the book of its changes."""

import json
from datetime import date, timedelta

import pytest

from gofast import HALF, as_json, gofast, refused, told

#: Tuesday of the sixth week of the plan of the README.
TODAY = "2026-12-29"
HARD = {"tempo", "intervals", "race_pace", "hills", "fartlek", "over_unders"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    path.write_text(told("plan", *HALF, "--format", "json"))
    return path


@pytest.fixture
def book(tmp_path):
    return tmp_path / "book.json"


def replan(source, *arguments, today=TODAY):
    return told("replan", source, "--today", today, *arguments)


def shown(source, *arguments, today=TODAY):
    """The plan as it then is."""
    return as_json("replan", source, "--today", today, *arguments, "--show", "--format", "json")


def as_bytes(plan, before=None, since=None):
    """Days as they are written, before or since a date."""
    return [
        json.dumps(day, sort_keys=True)
        for day in plan["days"]
        if (before is None or day["date"] < before) and (since is None or day["date"] >= since)
    ]


def sessions(plan, first, last, kinds=None):
    return [
        day
        for day in plan["days"]
        if first <= day["date"] <= last
        and day["plannedData"]["type"] != "rest"
        and (kinds is None or day["plannedData"]["type"] in kinds)
    ]


def monday_after(day):
    day = date.fromisoformat(day)
    return (day + timedelta(days=7 - day.weekday())).isoformat()


def test_a_preview_writes_nothing(plan, tmp_path):
    before = plan.read_bytes()
    folder = sorted(plan.parent.iterdir())
    text = told("replan", plan, "--today", TODAY, "--goal", "1:45:00", cwd=tmp_path)
    assert "1:45:00" in text and "preview" in text
    assert plan.read_bytes() == before
    assert sorted(plan.parent.iterdir()) == folder
    assert not list(tmp_path.iterdir())


def test_a_plan_without_changes_is_shown_as_it_is(plan):
    assert shown(plan) == json.loads(plan.read_text())


@pytest.mark.parametrize(
    "change",
    [
        ("--race-date", "2027-05-02"),
        ("--race-date", "2027-04-19"),
        ("--race", "10k"),
        ("--goal", "1:50:00"),
        ("--five-k", "23:40", "--weekly", "22"),
        ("--ill", "2026-12-28:2027-01-02:fever"),
        ("--injury", "2026-12-27:2027-01-10:7:knee"),
        ("--gap", "2026-12-25:2027-01-05"),
        ("--blackout", "2027-02-01:2027-02-07", "--reason", "travel"),
        ("--no-runs-on", "sat"),
        ("--missed", "w05-sat", "--missed", "w05-tue"),
        ("--add-race", "10k:2027-03-07"),
        ("--realign", "lower"),
    ],
)
def test_the_past_stays_byte_for_byte_and_undo_gives_the_plan_back(plan, book, change):
    before = json.loads(plan.read_text())
    replan(plan, *change, "--out", book)
    after = shown(book)
    assert as_bytes(after, before=TODAY) == as_bytes(before, before=TODAY)
    assert after["days"] != before["days"] or after["race"] != before["race"]

    replan(book, "--undo", "1", "--out", book)

    assert shown(book) == before
    assert "undone on" in replan(book, "--history")


def test_a_new_race_day_ends_the_plan_there(plan, book):
    text = replan(plan, "--race-date", "2027-05-03", "--out", book)
    assert "2027-05-03" in text and "Written to" in text
    after = shown(book)
    assert (after["days"][-1]["date"], after["days"][-1]["plannedData"]["type"]) == ("2027-05-03", "race")
    assert as_bytes(after, before=monday_after(TODAY)) == as_bytes(json.loads(plan.read_text()), before=monday_after(TODAY))


def test_who_is_ill_rests_and_comes_back_step_by_step(plan, book):
    text = replan(plan, "--ill", "2026-12-28:2027-01-02:fever", "--out", book)
    assert "symptoms" in text
    after = shown(book)
    assert not sessions(after, TODAY, "2027-01-04")
    assert not sessions(after, "2027-01-05", "2027-01-09", HARD)


def test_a_missed_key_session_moves_or_is_dropped(plan):
    before = json.loads(plan.read_text())
    hard = [day for day in before["days"] if day["plannedData"]["type"] in HARD and day["date"] < "2027-02-01"]
    assert hard
    moved = 0
    for day in hard:
        next_day = (date.fromisoformat(day["date"]) + timedelta(days=1)).isoformat()
        text = replan(plan, "--missed", day["id"], today=next_day)
        assert text.startswith("Missed: ")
        after = shown(plan, "--missed", day["id"], today=next_day)
        # The missed session stays in the plan as it was; what is left to run never grows.
        for old, new in zip(before["weeks"], after["weeks"]):
            missed = day["plannedData"]["mileage"] if new["weekIndex"] == day["weekIndex"] else 0
            assert new["targetMileage"] - missed <= old["targetMileage"] + 1e-9
        moved += after["days"] != before["days"]
        assert shown(plan, "--missed", day["id"], "--drop-key", today=next_day)["days"] == before["days"]
    assert moved


def test_sessions_move_swap_and_change_and_keep_their_ids(plan, book):
    before = json.loads(plan.read_text())
    week = [day for day in before["days"] if day["weekIndex"] == 7]
    run = next(day for day in week if day["plannedData"]["type"] == "easy")
    rest = next(day for day in week if day["plannedData"]["type"] == "rest")
    other = next(day for day in week if day["plannedData"]["type"] == "long_run")

    moved = shown(plan, "--move", f"{run['id']}:{rest['date']}")
    assert next(day for day in moved["days"] if day["id"] == run["id"])["date"] == rest["date"]
    swapped = shown(plan, "--swap", f"{run['id']}:{other['id']}")
    assert next(day for day in swapped["days"] if day["id"] == other["id"])["date"] == run["date"]
    edited = shown(plan, "--edit", f"{run['id']}:3")
    assert next(day for day in edited["days"] if day["id"] == run["id"])["plannedData"]["mileage"] == 3
    # A session is also known by its day.
    skipped = replan(plan, "--skip", run["date"], "--reason", "a wedding", "--out", book)
    assert "a wedding" in skipped
    assert not sessions(shown(book), run["date"], run["date"])
    hot = replan(plan, "--heat", f"{run['id']}:30:70", "--hills", f"{run['id']}:200")
    assert "instead of" in hot


def test_what_was_run_is_noted_and_never_changes_the_plan(plan, book):
    text = replan(plan, "--done", "w05-sat=9.5", "--extra", "2026-12-28:4.5", "--out", book)
    assert "9.5 mi" in text and "4.5 mi" in text
    assert "w05-sat" in replan(book, "--history")
    assert shown(book)["days"] == json.loads(plan.read_text())["days"]
    # Told twice, it is one run.
    replan(book, "--extra", "2026-12-28:4.5", "--out", book)
    assert len(as_json("replan", book, "--history", "--format", "json")) == 1
    assert "was run" in refused("replan", book, "--today", TODAY, "--missed", "w05-sat")


def test_after_a_poor_week_it_asks_how_to_go_on(plan, book):
    week = [day["id"] for day in sessions(json.loads(plan.read_text()), "2026-12-22", "2026-12-28")]
    missed = [word for name in week[:3] for word in ("--missed", name)]
    assert "--realign" in replan(plan, *missed, "--out", book)
    assert "--realign continue" not in replan(book, "--realign", "repeat")


def test_a_book_becomes_a_calendar_with_what_changed(plan, book, tmp_path):
    before = json.loads(plan.read_text())
    run = next(day for day in before["days"] if day["weekIndex"] == 7 and day["plannedData"]["type"] == "easy")
    replan(plan, "--skip", run["id"], "--race-date", "2027-05-02", "--out", book)
    told("convert", book, tmp_path / "plan.ics")
    events = (tmp_path / "plan.ics").read_text().split("BEGIN:VEVENT")[1:]
    by_id = {event.split("UID:")[1].split("@")[0].split(".")[0]: event for event in events}
    assert len(by_id) == len(events)
    assert "STATUS:CANCELLED" in by_id[run["id"]] and "SEQUENCE:0" not in by_id[run["id"]]
    assert "STATUS:CANCELLED" in by_id["race-2027-04-18"]
    assert "STATUS:CONFIRMED" in by_id["race-2027-05-02"]

    told("convert", book, tmp_path / "plan.json")
    assert json.loads((tmp_path / "plan.json").read_text()) == shown(book)


def test_the_same_changes_give_the_same_book(plan, tmp_path):
    for name in ("one", "two"):
        replan(plan, "--race-date", "2027-05-02", "--missed", "w05-sat", "--out", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert replan(plan, "--race-date", "2027-05-02", "--missed", "w05-sat", "--format", "json").encode() == (
        tmp_path / "one"
    ).read_bytes()


@pytest.mark.parametrize(
    "wrong, words",
    [
        (("--missed", "w05-xyz"), "w05-sat"),
        (("--missed", "banana"), "w06-"),
        (("--missed", "w09-sat"), "not over yet"),
        (("--done", "w09-sat"), "still ahead"),
        (("--done", "w05-sat=-3"), "-3"),
        (("--done", "w05-sat=nan"), "nan"),
        (("--skip", "w02-sat"), "is over"),
        (("--move", "w09-sat"), "w03-tue:2027-01-14"),
        (("--move", "w09-sat:2026-12-01"), "2026-12-01"),
        (("--move", "w09-sat:2027-02-30"), "2027-02-30"),
        (("--swap", "w09-sat:w09-sat"), "that day already"),
        (("--edit", "w09-sat:banana"), "banana"),
        (("--edit", "w09-sat:1e9"), "1e9"),
        (("--extra", "2027-02-01:4"), "still ahead"),
        (("--extra", "2026-12-28:inf"), "inf"),
        (("--blackout", "2027-02-07:2027-02-01"), "2027-02-01"),
        (("--blackout", "2027-04-10:2027-04-20"), "race"),
        (("--gap", "2026-12-28"), "2026-12-28"),
        (("--ill", "2026-12-28:2026-12-30:sneeze"), "sneeze"),
        (("--injury", "2026-12-28:2026-12-30:11:knee"), "11"),
        (("--no-runs-on", "funday"), "funday"),
        (("--goal", "24:75"), "24:75"),
        (("--race-date", "2026-12-30"), "2026-12-30"),
        (("--race-date", "2031-01-01"), "52"),
        (("--race", "banana"), "banana"),
        (("--five-k", "1:00"), "1:00"),
        (("--add-race", "10k"), "10k:2027-03-07"),
        (("--cancel-race", "2027-03-07"), "2027-03-07"),
        (("--heat", "w09-sat:300"), "300"),
        (("--hills", "w09-sat:-5"), "-5"),
        (("--realign", "panic"), "panic"),
        (("--undo", "7"), "7"),
        (("--undo", "x"), "x"),
        (("--today", "tomorrow"), "tomorrow"),
        (("--format", "pdf"), "pdf"),
        (("--out", "/nowhere/book.json"), "/nowhere/book.json"),
        ((), "--missed"),
    ],
)
def test_bad_input_is_told_in_words(plan, wrong, words):
    arguments = [] if "--today" in wrong else ["--today", TODAY]
    arguments += [f"{option}={value}" for option, value in zip(wrong[::2], wrong[1::2])]
    assert words in refused("replan", plan, *arguments)


def test_files_that_are_no_plan_and_no_book_are_told_in_words(plan, book, tmp_path):
    replan(plan, "--goal", "1:45:00", "--out", book)
    text = book.read_text()
    newer = json.loads(text) | {"version": 99}
    other = json.loads(text)
    other["base"]["days"][3]["workout"]["miles"] = 7.75
    other["changes"][0]["diff"] = json.loads(text)["base"]
    odd = json.loads(plan.read_text())
    odd["days"][4]["date"] = "2029-01-01"
    odd["days"][4].pop("dayIndex")
    negative = json.loads(plan.read_text())
    negative["days"][4]["plannedData"]["mileage"] = -4
    for name, content, words in [
        ("torn", text[: len(text) // 2], "cut off"),
        ("empty", "", "cut off"),
        ("list", "[1, 2]", "cut off"),
        ("newer", json.dumps(newer), "newer"),
        ("other", json.dumps(other), "book"),
        ("odd", json.dumps(odd), "2029-01-01"),
        ("negative", json.dumps(negative), "-4"),
        ("half", json.dumps({"kind": "full"}), "startDate"),
    ]:
        path = tmp_path / f"{name}.json"
        path.write_text(content)
        said = refused("replan", path, "--show")
        assert words in said and f"{name}.json" in said, (name, said)
    assert "no file" in refused("replan", tmp_path / "missing.json", "--show")
    assert "folder" in refused("replan", tmp_path, "--show")


def test_help_has_examples_and_every_option():
    done = gofast("replan", "--help")
    assert done.returncode == 0
    assert done.stdout.count("startline gofast replan ") >= 3
    for option in ("--missed", "--ill", "--undo", "--history", "--out", "--race-date", "--heat", "--realign"):
        assert option in done.stdout
