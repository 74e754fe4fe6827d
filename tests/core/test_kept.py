from __future__ import annotations

from inspector.core.kept import Kept


def test_what_was_used_longest_ago_goes_first_and_the_limit_holds():
    kept: Kept[str] = Kept(6, len)
    for key in ("aa", "bb", "cc"):
        kept.put(key, key)
    assert kept.get("aa") == "aa"
    kept.put("dd", "dd")
    assert kept.get("bb") is None
    assert [kept.get(key) for key in ("aa", "cc", "dd")] == ["aa", "cc", "dd"]
    assert kept.nbytes == 6


def test_a_value_is_made_once_and_one_above_the_limit_is_not_kept():
    kept: Kept[str] = Kept(6, len)
    made = []

    def make() -> str:
        made.append(1)
        return "short"

    assert [kept.of("key", make) for _ in range(3)] == ["short"] * 3
    assert len(made) == 1
    assert kept.of("long", lambda: "far too long") == "far too long"
    assert kept.get("long") is None
    assert (kept.get("key"), kept.nbytes) == ("short", 5)


def test_another_value_under_the_same_key_takes_the_place_of_the_first():
    kept: Kept[str] = Kept(6, len)
    kept.put("key", "one")
    kept.put("key", "other")
    assert (kept.get("key"), kept.nbytes, len(kept)) == ("other", 5, 1)
