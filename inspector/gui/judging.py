"""Verdicts of all images of a project, decided as the exported detector file decides.

Scores are compared in no time. What rules on regions look at depends on the pixel limit, and a
heatmap for every image would fill the memory: so the patches of each image are kept, and measures
are made of them again in the compute thread whenever the pixel limit or a region option moves.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from inspector.core.calibrate import Calibration
from inspector.core.decision import IMAGE_LIMIT, Decision, decide
from inspector.core.inspect import Inspector
from inspector.core.options import Options
from inspector.core.progress import Tick, silent
from inspector.core.region_rules import Measures

if TYPE_CHECKING:
    from inspector.gui.engine import Finding


@dataclass(frozen=True, eq=False)
class Judged:
    """What the regions of the images measure. basis: under which limit and options."""

    basis: Hashable = None
    measures: Mapping[str, Measures] = field(default_factory=dict)


def basis_of(calibration: Calibration, options: Options) -> Hashable:
    """Equal for what measures the same regions in the same heatmaps."""
    return calibration.pixel_limit, options.smallest_area, replace(options.regions, rules=())


def needs_measures(options: Options) -> bool:
    """Whether a heatmap's peak does not tell all that a verdict and its remarks need."""
    return bool(options.regions.rules) or options.regions.smallest(options.smallest_area) > 1


def judged(inspector: Inspector, findings: Mapping[str, Finding], tick: Tick = silent) -> Judged:
    """The measures of every image, where they are needed.

    Raises:
        Cancelled: tick asked to stop.
    """
    calibration = inspector.calibration
    if calibration is None or not needs_measures(inspector.options):
        return Judged()
    found: dict[str, Measures] = {}
    for done, (image_id, finding) in enumerate(findings.items()):
        tick(done, len(findings), "Measuring regions")
        if finding.patches is not None and finding.peak > calibration.pixel_limit:
            patches = finding.patches
            heatmap = inspector.heatmap(patches.distances, patches.geometry)
            found[image_id] = inspector.measures(inspector.regions(heatmap, patches.geometry.step))
    return Judged(basis_of(calibration, inspector.options), found)


def decision(
    image_id: str, finding: Finding, calibration: Calibration, options: Options, known: Judged
) -> Decision | None:
    """What follows for an image; None as long as its regions are not measured but have a say."""
    found = _measures(image_id, finding, calibration, options, known)
    if found is not None:
        return decide(calibration, finding.score, found, options.regions.rules)
    if options.regions.rules:
        return None
    return Decision(calibration.verdict(finding.score), (IMAGE_LIMIT,))


def _measures(
    image_id: str, finding: Finding, calibration: Calibration, options: Options, known: Judged
) -> Measures | None:
    scale = options.regions.scale
    if not finding.peak > calibration.pixel_limit:
        return Measures(mm_per_pixel=scale)  # nothing stands out
    if not needs_measures(options):
        return Measures(1, mm_per_pixel=scale)  # something does: no rule asks how much
    if known.basis != basis_of(calibration, options):
        return None
    return known.measures.get(image_id)
