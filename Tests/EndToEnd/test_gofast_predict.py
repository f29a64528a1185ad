"""`startline gofast predict`: models beside each other, with intervals."""

import pytest

from gofast import as_json, refused, seconds, told


@pytest.fixture(scope="module")
def races():
    return {race["raceType"]: race for race in as_json("predict", "--five-k", "24:30", "--weekly", "30", "--format", "json")}


#: What the published formulas give for a 5k of 24:30.
PUBLISHED = [
    ("half", "VDOT", "1:52:44"),
    ("marathon", "VDOT", "3:53:18"),
    ("half", "Riegel", "1:52:42"),
    ("marathon", "Cameron", "3:59:07"),
    ("marathon", "Vickers", "4:12:21"),
    ("half", "Pace formula", "1:47:03"),
    ("marathon", "Pace formula", "3:43:20"),
]


@pytest.mark.parametrize("race, model, time", PUBLISHED)
def test_a_model_gives_its_published_time(races, race, model, time):
    found = [entry for entry in races[race]["models"] if entry["name"].startswith(model)]
    assert any(abs(entry["seconds"] - seconds(time)) <= 2 for entry in found), found


def test_each_model_names_formula_and_source(races):
    for race in races.values():
        for model in race["models"]:
            assert model["formula"] and model["source"] and model["inputs"], model


def test_every_number_lies_in_its_interval(races):
    for race in races.values():
        assert race["lowSeconds"] < race["seconds"] < race["highSeconds"]
        for model in race["models"]:
            assert model["lowSeconds"] < model["seconds"] < model["highSeconds"]


def test_more_evidence_narrows_the_interval():
    def width(*more):
        race = as_json("predict", "--five-k", "24:30", "--race", "marathon", "--format", "json", *more)[0]
        return (race["highSeconds"] - race["lowSeconds"]) / race["seconds"]

    assert width("--weekly", "45", "--longest", "20") < width("--weekly", "45") < width()


def test_longer_races_are_slower(races):
    order = [races[name]["seconds"] / races[name]["distanceMiles"] for name in ("5k", "10k", "10m", "half", "marathon")]
    assert order == sorted(order)


def test_a_goal_gets_a_chance():
    text = told("predict", "--five-k", "24:30", "--race", "half", "--goal", "1:45:00")
    assert "1:45:00" in text and "%" in text


def test_a_person_sees_no_impossible_clock(races):
    text = told("predict", "--five-k", "24:30", "--weekly", "30")
    assert ":60" not in text and "marathon" in text


@pytest.mark.parametrize(
    "arguments, words",
    [
        ((), "--five-k"),
        (("--five-k", "1:00"), "1:00"),
        (("--five-k", "abc"), "abc"),
        (("--result", "10k"), "10k"),
        (("--result", "10k:50:00@-3"), "@"),
        (("--result", "marathon:0:20:00"), "20:00"),
        (("--five-k", "24:30", "--goal", "1:45:00"), "--race"),
        (("--five-k", "24:30", "--race", "900km"), "900"),
    ],
)
def test_bad_input_is_told_in_words(arguments, words):
    assert words in refused("predict", *arguments)
