from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from inspector.core.report_curves import pr_plot, roc_plot
from inspector.core.report_html import marks
from inspector.core.report_plots import score_plot
from inspector.core.report_svg import standalone
from tests.core.report_parts import carded, reported


@pytest.fixture
def report():
    scores = {"good": [0.1, 0.4, 1.2, 0.9], "bad": [0.3, 1.5, 1.9]}
    return reported([carded(f"{s}", s, kind) for kind, found in scores.items() for s in found])


def test_the_limits_are_marked_where_the_verdicts_put_them(report):
    found = re.findall(
        r'class="point (\w+)" transform="translate\(([\d.]+) ([\d.]+)', roc_plot(report)
    )
    assert [kind for kind, _, _ in found] == ["unsure", "fail"]
    alarms = [(float(x) - 52) / (448 - 52) for _, x, _ in found]
    caught = [(282 - float(y)) / (282 - 12) for _, _, y in found]
    assert alarms == pytest.approx([2 / 4, 1 / 4], abs=1e-3)
    assert caught == pytest.approx([2 / 3, 2 / 3], abs=1e-3)


def test_a_curve_of_many_images_stays_short():
    many = [carded("a", i / 7e3, "bad" if i % 3 else "good") for i in range(2000)]
    assert len(roc_plot(reported(many))) < 12_000
    assert len(pr_plot(reported(many))) < 12_000


def test_without_both_kinds_there_are_no_curves():
    one = reported([carded("a", 0.1, "good"), carded("b", 0.2)])
    assert roc_plot(one) == pr_plot(one) == ""


def test_a_plot_of_its_own_is_sound_and_has_every_colour_inside(report):
    for plot in (roc_plot(report), pr_plot(report), score_plot(marks(report), (0.8, 1.0))):
        alone = standalone(plot)
        assert "class=" not in alone
        root = ElementTree.fromstring(alone)
        shapes = [each for each in root.iter() if each.tag.endswith(("path", "rect", "text"))]
        assert shapes
        assert all("fill" in each.attrib for each in shapes)
