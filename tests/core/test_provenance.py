from __future__ import annotations

import json

import pytest

from inspector.core.calibrate import Calibration, calibrate
from inspector.core.provenance import WHO, Evidence, Hand, Provenance
from inspector.core.rules import LargestGood, Manual

GOOD = [1.0, 2.0, 3.0]
IMAGES = Provenance(good=tuple(Evidence(f"{i}.png", f"{i:064}") for i in range(8)))


@pytest.fixture(autouse=True)
def anna(monkeypatch):
    monkeypatch.setenv(WHO, "Anna")


def test_limits_name_who_set_them_when_and_from_what():
    made = calibrate(GOOD, [], provenance=IMAGES)
    told = " ".join(made.told())
    assert "Set by Anna on 20" in told
    assert "from 3 good and 0 bad images" in told
    assert "0.png, 1.png, 2.png, 3.png, 4.png, 5.png and 2 more" in told


def test_without_another_name_it_is_the_account(monkeypatch):
    monkeypatch.delenv(WHO)
    monkeypatch.setattr("inspector.core.audit.who", lambda: "account")
    assert calibrate(GOOD, []).provenance.who == "account"


def test_a_limit_by_hand_keeps_its_hand_while_the_other_limit_moves(monkeypatch):
    by_hand = calibrate(GOOD, []).with_rules(Manual(2.5))
    monkeypatch.setenv(WHO, "Bert")
    moved = by_hand.with_rules(Manual(2.5), LargestGood())
    assert (moved.provenance.who, moved.provenance.fail_hand) == (
        "Bert",
        Hand("Anna", by_hand.made),
    )
    other = moved.with_rules(Manual(2.75))
    assert other.provenance.fail_hand == Hand("Bert", other.made)
    assert other.with_rules(LargestGood()).provenance.fail_hand is None


def test_provenance_comes_back_and_an_old_file_has_none():
    made = calibrate(GOOD, [], fail_rule=Manual(2.0), provenance=IMAGES)
    data = json.loads(json.dumps(made.to_json()))
    assert Calibration.from_json(data) == made
    del data["provenance"]
    old = Calibration.from_json(data)
    assert old.provenance == Provenance()
    assert old.told()[0].startswith("Set on 20")
