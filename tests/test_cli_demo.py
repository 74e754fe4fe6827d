"""`demo` and `doctor`: the first two things that a person tries."""

from __future__ import annotations

import json

import tifffile

from inspector import load_detector, resources


def test_the_demo_makes_a_detector_heatmaps_and_a_page(cli, tmp_path):
    out = tmp_path / "Probe ä"
    found = cli("demo", "--headless", "--out", out)
    assert found.code == 0
    images = sorted((resources.path("sample") / "test").rglob("*.jpg"))
    assert len(images) >= 10
    assert f"{len(images)} images" in found.out
    assert sorted(path.name for path in out.iterdir()) == [
        "heatmaps",
        "results.html",
        "sample.detector",
    ]
    assert len(list((out / "heatmaps").glob("*.tiff"))) == len(images)
    page = (out / "results.html").read_text(encoding="utf-8")
    assert all(path.name in page for path in images)
    assert "http://" not in page
    assert "https://" not in page
    inspector = load_detector(out / "sample.detector")
    verdicts = {path: inspector.inspect(path).verdict for path in (images[0], images[-1])}
    for path, verdict in verdicts.items():
        raw = out / "heatmaps" / f"{path.parent.name}-{path.stem}.tiff"
        assert tifffile.imread(raw).shape == inspector.inspect(path).heatmap.shape
        assert verdict is not None
    wrong = found.out.count("<- look")
    assert wrong <= len(images) // 10


def test_doctor_says_what_is_here_and_what_is_missing(cli):
    found = cli("doctor")
    assert found.code == 0
    for word in (
        "python",
        "torch",
        "numpy",
        "cpu",
        "scattering",
        "dinov2-small",
        "Missing: nothing",
    ):
        assert word in found.out
    facts = json.loads(cli("doctor", "--json").out)
    parts = {"versions", "devices", "cache", "builtin", "weights", "engines", "missing"}
    assert set(facts) == parts
    assert facts["builtin"] == ["learned-scattering", "learned", "scattering"]
    assert "cpu" in facts["devices"]


def test_doctor_names_what_is_missing(cli, monkeypatch):
    from inspector.cli import doctor

    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == "faiss" else object())
    found = cli("doctor")
    assert found.code == 1
    assert "Missing: faiss-cpu" in found.out


def test_doctor_finds_weights_that_lie_in_the_cache(cli, monkeypatch, tmp_path):
    from inspector.core.backbones import row, weights

    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    assert str(weights.place(row("vit-tiny"))) not in cli("doctor").out
    place = weights.place(row("vit-tiny"))
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    assert str(place) in cli("doctor").out
