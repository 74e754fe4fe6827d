"""The exported detector: a zip without code that inspects on any machine as the window does.

Members: manifest.json (format, version, sha256 and size of every other member), detector.json
(options, calibration, where it comes from), arrays.safetensors (the fitted detector),
network.safetensors (the backbone, where its licence allows), thumbnail.jpg, and
selftest/N.png with the scores that the exporting process measured on them. The sums find damage
and careless changes; they are no signature.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from inspector.core import calibrate, options, sealed_zip
from inspector.core import extract as extraction
from inspector.core.backbones import weights as backbone_weights
from inspector.core.detector_picture import decode, encode, shrink, thumbnail
from inspector.core.detectors.base import Arrays
from inspector.core.engines.base import PRECISIONS
from inspector.core.errors import DetectorFileError, ImageError, InspectorError, OptionError
from inspector.core.features import ROUNDINGS
from inspector.core.inspect import Inspector
from inspector.core.preprocess import Pixels
from inspector.core.progress import Tick, silent
from inspector.core.versions import versions

FORMAT = "inspector-detector"
VERSION = 1

_ABOUT = frozenset(
    {"name", "notes", "made", "versions", "options", "backbone"}
    | {"calibration", "origin", "self_test"}
)
_NETWORK = "network.safetensors"

# What libraries raise when arrays do not fit each other.
_MISFITS = (AssertionError, ImageError, IndexError, RuntimeError, TypeError, ValueError)

SAME_MACHINE = 1e-6
"""How far a score may be from the recorded one where the file was made, relative to the limit."""
ELSEWHERE = 1e-3
"""How far it may be on another machine before the file is refused."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """Scores on the images inside the file: recorded when it was made, and measured now.

    scale: what the difference is relative to (the fail limit, or the largest recorded score).
    """

    recorded: tuple[float, ...]
    measured: tuple[float, ...]
    scale: float

    @property
    def difference(self) -> float:
        """The largest difference, as a part of the scale; 0 where there is no test image."""
        gaps = np.abs(np.subtract(self.recorded, self.measured)) / self.scale
        return float(gaps.max(initial=0.0))  # unlike Python's own max, NaN if one of them is

    def __str__(self) -> str:
        count = len(self.recorded)
        return f"self-test on {count} images: scores differ by at most {self.difference:.1e}"


@dataclass(frozen=True, eq=False)
class DetectorFile:
    """A detector file that was read and checked.

    about: detector.json as it stands in the file.
    """

    path: Path
    inspector: Inspector
    about: Mapping[str, Any]
    test_images: tuple[Pixels, ...]

    def self_test(self, tick: Tick = silent) -> SelfTest:
        """Measure the images inside the file and compare with what was recorded.

        Raises:
            DetectorFileError: the detector cannot inspect them at all.
            Cancelled: tick asked to stop.
        """
        measured: list[float] = []
        for done, pixels in enumerate(self.test_images):
            tick(done, len(self.test_images), "Testing the detector on its own images")
            try:
                measured.append(self.inspector.inspect(pixels).score)
            except _MISFITS as error:
                raise _unusable(self.path, error) from error
        recorded = tuple(float(score) for score in self.about["self_test"])
        return SelfTest(recorded, tuple(measured), _scale(self.inspector, recorded))


def write(
    path: Path,
    inspector: Inspector,
    *,
    test_images: Sequence[Pixels],
    name: str = "",
    notes: str = "",
    origin: Mapping[str, Any] | None = None,
    with_network: bool = True,
    tick: Tick = silent,
) -> None:
    """Write a detector file; all or nothing.

    test_images: shrunk copies of them go into the file with the scores measured on them.
    origin: what the detector comes from (references and their hashes), for people.
    with_network: put the backbone's weights in where their licence allows it.

    Raises:
        InspectorError: the folder cannot be written, or the disk is full.
    """
    small = [shrink(pixels) for pixels in test_images]
    tick(0, 3, "Measuring the self-test images")
    scores = [inspector.inspect(pixels).score for pixels in small]
    network = _network(inspector) if with_network else None
    members = {
        "arrays.safetensors": _pack(_arrays(inspector)),
        **{f"selftest/{i}.png": encode(pixels) for i, pixels in enumerate(small)},
    }
    if small:
        members["thumbnail.jpg"] = thumbnail(small[0])
    if network is not None:
        members[_NETWORK] = network
    about = {
        "name": name or path.stem,
        "notes": notes,
        "origin": dict(origin or {}),
        "self_test": scores,
        **_about(inspector, with_network=network is not None),
    }
    tick(1, 3, f"Writing {path.name}")
    sealed_zip.write(path, FORMAT, VERSION, about, members)
    tick(3, 3, f"Wrote {path.name}")


def _about(inspector: Inspector, *, with_network: bool) -> dict[str, Any]:
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
        "options": _portable(inspector),
        "backbone": {
            "weights_hash": inspector.extractor.backbone.weights_hash,
            "precision": inspector.extractor.backbone.precision,
            "rounding": inspector.extractor.rounding,
            "in_file": with_network,
        },
        "calibration": inspector.calibration.to_json() if inspector.calibration else None,
    }


def read(
    path: Path, *, device: str = "auto", weights: Path | None = None, tick: Tick = silent
) -> DetectorFile:
    """Read a detector file and check every sum in it.

    weights: the backbone's weights file, where the detector file does not carry them.

    Raises:
        DetectorFileError: it is damaged, altered, foreign, or newer than this program.
        WeightsError: it needs a weights file that is not there.
        OptionError: the device does not exist, or the backbone takes no weights.
        Cancelled: tick asked to stop.
    """
    about, members = sealed_zip.read(path, FORMAT, VERSION)
    try:
        chosen = options.from_json(about["options"])
        arrays = _unpack(members.pop("arrays.safetensors"))
        calibration = about["calibration"]
        limits = calibrate.Calibration.from_json(calibration) if calibration else None
        counts = arrays.pop("counts", None)
        fitted = chosen.detector.load(arrays)
        wanted_hash = str(about["backbone"]["weights_hash"])
        numbers = _numbers(about["backbone"])
        recorded = [float(score) for score in about["self_test"]]
        pictures = tuple(decode(members[f"selftest/{i}.png"]) for i in range(len(recorded)))
    except DetectorFileError as error:
        raise DetectorFileError(f"{path}: {error}") from error
    except (AttributeError, KeyError, TypeError, ValueError, OptionError) as error:
        raise _unusable(path, error) from error
    if weights is not None:
        members.pop(_NETWORK, None)
    inspector = Inspector(
        options=chosen,
        extractor=_extractor(
            chosen,
            wanted_hash,
            members=members,
            device=device,
            weights=weights,
            numbers=numbers,
            tick=tick,
        ),
        fitted=fitted,
        calibration=limits,
        counts=None if counts is None else counts.astype(bool),
    )
    return DetectorFile(path, inspector, about, pictures)


def read_about(path: Path) -> dict[str, Any]:
    """What a detector file says about itself, its sums checked, without loading the network.

    Raises:
        DetectorFileError: as `read`.
    """
    about = sealed_zip.read(path, FORMAT, VERSION)[0]
    for key in sorted(_ABOUT - about.keys()):
        raise _unusable(path, KeyError(key))
    return about


def hashes_in(about: Mapping[str, Any]) -> list[str]:
    """Content hashes of the images that a detector file was made with."""
    return [item["sha256"] for group in about.get("origin", {}).values() for item in group]


def rewrite(
    source: Path, path: Path, *, changes: Mapping[str, Any], with_network: bool = True
) -> None:
    """Write a copy of a detector file with other entries in its detector.json.

    Raises:
        DetectorFileError: the source is not sound.
        InspectorError: the copy cannot be written.
    """
    about, members = sealed_zip.read(source, FORMAT, VERSION)
    about |= changes
    if not with_network:
        members.pop(_NETWORK, None)
        about["backbone"]["in_file"] = False
    sealed_zip.write(path, FORMAT, VERSION, about, members)


def load_detector(
    path: str | Path, *, device: str = "auto", weights: str | Path | None = None
) -> Inspector:
    """The inspector of a detector file, after its self-test has passed.

    Raises:
        DetectorFileError: the file is not sound, or its scores here are further than ELSEWHERE
            from those recorded.
        WeightsError: it needs a weights file that is not there.
    """
    file = read(Path(path), device=device, weights=Path(weights) if weights else None)
    refuse_if_different(file.path, file.self_test())
    return file.inspector


def refuse_if_different(path: Path, test: SelfTest) -> None:
    """Raise DetectorFileError where the scores are too far from those recorded."""
    if not test.difference <= ELSEWHERE:
        raise DetectorFileError(
            f"{path} does not decide here as it did where it was made: {test}, more than "
            f"{ELSEWHERE:g} of the limit. Fit the detector on this machine, or use the versions "
            "that `inspector info` names."
        )


def _unusable(path: Path, error: Exception) -> DetectorFileError:
    reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
    return DetectorFileError(
        f"{path} cannot be used: it does not hold what a detector needs "
        f"({reason or type(error).__name__}). Export it again."
    )


def _scale(inspector: Inspector, recorded: Sequence[float]) -> float:
    calibration = inspector.calibration
    limit = abs(calibration.limits.fail) if calibration else 0.0
    return max(limit, *(abs(score) for score in recorded), 1e-12)


def _portable(inspector: Inspector) -> dict[str, Any]:
    """The options without the place of the weights on this machine, and with the input size said.

    A backbone's own size may be another in a later version.
    """
    choice = replace(inspector.options.backbone, weights=None)
    size = inspector.options.preprocess.size
    return options.to_json(replace(inspector.options, backbone=choice, size=size))


def _arrays(inspector: Inspector) -> dict[str, Any]:
    arrays = dict(inspector.fitted.arrays())
    if inspector.counts is not None:
        arrays["counts"] = inspector.counts.astype(np.uint8)
    return arrays


def _network(inspector: Inspector) -> bytes | None:
    """The backbone's weights as safetensors; None where there are none that may be passed on."""
    row = inspector.extractor.backbone.row
    if row.kind == "builtin" or not row.may_export:
        return None
    file = backbone_weights.find(row, inspector.options.backbone.weights)
    if file.suffix == ".safetensors":
        return file.read_bytes()
    from safetensors.torch import save

    return save({key: value.contiguous() for key, value in backbone_weights.read(file).items()})


def _extractor(
    chosen: options.Options,
    wanted_hash: str,
    *,
    members: dict[str, bytes],
    device: str,
    weights: Path | None,
    numbers: Mapping[str, str],
    tick: Tick,
) -> extraction.Extractor:
    how: dict[str, Any] = {"device": device, "tick": tick, **numbers}
    if _NETWORK in members:
        with _unpacked(members) as file:
            return _load(chosen, file, **how)
    extractor = _load(chosen, weights, **how)
    found = extractor.backbone.weights_hash
    if found == wanted_hash:
        return extractor
    if extractor.backbone.row.kind == "builtin":
        raise DetectorFileError(
            f"The backbone {chosen.backbone.id} of this version computes other features than the "
            "one that the detector was made with. Fit the detector again, or use the version that "
            "`inspector info` names."
        )
    raise DetectorFileError(
        f"The weights of {chosen.backbone.id} on this machine are not those that the detector "
        f"was made with (sha256 {found[:12]}, not {wanted_hash[:12]}). Name the right file with "
        "--weights."
    )


@contextmanager
def _unpacked(members: dict[str, bytes]) -> Iterator[Path]:
    """The weights as a file, for as long as they are loaded. They leave the members' memory."""
    size = len(members[_NETWORK])
    with ExitStack() as stack:
        try:
            made = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            file = Path(stack.enter_context(made)) / "network.safetensors"
            file.write_bytes(members.pop(_NETWORK))
        except OSError as error:
            raise InspectorError(
                f"The network in the detector file cannot be unpacked: {error.strerror or error}. "
                f"It takes {size / 1e6:.0f} MB in the folder for temporary files; free "
                "some space there, or name another with TMPDIR (TEMP on Windows)."
            ) from error
        yield file


def _load(chosen: options.Options, weights: Path | None, **how: Any) -> extraction.Extractor:
    backbone = replace(chosen.backbone, weights=weights)
    return extraction.extractor(replace(chosen, backbone=backbone), **how)


def _numbers(about: Mapping[str, Any]) -> dict[str, str]:
    """What the network computed in when the limits were set, and what its features were rounded to.

    Files that do not say had float32, and did not round.
    """
    found = {"precision": "float32", "rounding": "none"}
    found |= {key: about[key] for key in found if key in about}
    if found["precision"] not in PRECISIONS:
        raise ValueError(f"the precision {found['precision']!r} is unknown")
    if found["rounding"] not in ROUNDINGS:
        raise ValueError(f"the rounding {found['rounding']!r} is unknown")
    return found


def _pack(arrays: Arrays) -> bytes:
    from safetensors.numpy import save

    return save({name: np.ascontiguousarray(array) for name, array in arrays.items()})


def _unpack(data: bytes) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        return load(data)
    except SafetensorError as error:
        raise ValueError(str(error)) from error
