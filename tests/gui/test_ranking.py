"""Images of a project ranked against each other, from the job to the order in the gallery."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import project_file, project_images
from inspector.core.errors import RankingError
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from inspector.gui import engine as engines
from inspector.gui.engine import Engine
from inspector.gui.ranking import rank_project
from inspector.gui.snapshot import Snapshot
from tests import parts

ODD = "3.png"


@pytest.fixture
def engine(monkeypatch):
    """With a backbone that computes in no time."""
    monkeypatch.setattr(engines, "extractor", lambda *_, **__: parts.quick_extractor())
    return Engine()


@pytest.fixture
def snapshot(tmp_path):
    """Five good parts and one with a spot, none marked."""
    folder = tmp_path / "parts"
    for number in range(6):
        parts.save(folder / f"{number}.png", parts.part(number, spot=number == 3)[0])
    project = project_file.new(tmp_path / "parts.inspect")
    project = project_images.add_images(project, sorted(folder.iterdir())).project
    project_file.save(project)
    return Snapshot(project, Options())


def names(snapshot, found):
    return [snapshot.project.image(image_id).path.name for image_id in found.images]


def test_the_odd_image_has_the_first_place(engine, snapshot):
    found = rank_project(engine, snapshot)
    assert names(snapshot, found)[0] == ODD
    assert sorted(found.places.values()) == [1, 2, 3, 4, 5, 6]
    assert found.places[next(iter(found.images))] == 1
    assert not found.failures


def test_an_image_that_cannot_be_read_is_named_by_its_id(engine, snapshot):
    gone = snapshot.project.images[0]
    snapshot.project.path_of(gone.id).unlink()
    found = rank_project(engine, snapshot)
    assert list(found.failures) == [gone.id]
    assert len(found.images) == 5


def test_only_the_region_of_interest_is_compared(engine, snapshot):
    first = snapshot.project.images[0].id
    counts = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    counts[:, :16] = True  # the spot lies further right
    inside = replace(snapshot, masks={(first, "roi"): counts}, part_masks=first)
    found = rank_project(engine, inside)
    assert all(not image.distances[:, 2:].any() for image in found.images.values())


def test_too_few_images_are_refused_with_what_to_do(engine, snapshot):
    project = snapshot.project.without([e.id for e in snapshot.project.images[2:]])
    with pytest.raises(RankingError, match="Add more images"):
        rank_project(engine, replace(snapshot, project=project))


def test_it_stops_when_asked(engine, snapshot):
    def tick(done, total, text=""):
        raise Cancelled

    with pytest.raises(Cancelled):
        rank_project(engine, snapshot, tick)
