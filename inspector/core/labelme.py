"""Masks from and to the JSON files of labelme and of the programs that read them.

Its points are (x, y) in the same sense as ours: whole numbers lie between pixels. A shape holds
the pixels whose centre it holds, so neighbours neither overlap nor leave a gap.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from math import dist
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inspector.core.errors import ImageError
from inspector.core.files import write_text
from inspector.core.mask import Box, Mask, fill_polygon, fill_rectangle, stamp_line
from inspector.core.outline import outline

# A version that knows shapes of type "mask".
_VERSION = "5.5.0"


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a labelme file holds.

    masks: one mask (H, W) for each label, of all its shapes together.
    left_out: shapes that have no area, such as "line 'scratch'".
    """

    masks: Mapping[str, Mask]
    left_out: tuple[str, ...]


def read_labelme(path: Path, shape: tuple[int, int]) -> Labelled:
    """The polygons, rectangles, circles and masks of a file.

    shape: height and width of the image that it belongs to.

    Raises:
        ImageError: the file cannot be read, is damaged, or belongs to an image of another size.
    """
    content = _read(path)
    _check_size(path, content, shape)
    masks: dict[str, Mask] = {}
    left_out: list[str] = []
    for number, item in enumerate(content["shapes"], start=1):
        try:
            label, kind = str(item["label"]), item.get("shape_type") or "polygon"
            if kind not in _PAINTERS:
                left_out.append(f"{kind} {label!r}")
                continue
            mask = masks.setdefault(label, np.zeros(shape, np.bool_))
            _PAINTERS[kind](mask, _points(item), item)
        except (ValueError, TypeError, KeyError, AttributeError, OSError, SyntaxError) as error:
            raise ImageError(
                f"{path}: shape {number} is damaged ({error}). Nothing was read. "
                "Mend or delete it in labelme."
            ) from error
    return Labelled(masks, tuple(left_out))


def write_labelme(path: Path, masks: Mapping[str, Mask], *, image_path: str) -> None:
    """Write masks (H, W) by label, exactly: a polygon for each piece, a mask for one with holes.

    image_path: how the file names the image, relative to itself.

    Raises:
        ValueError: the masks differ in size, or there is none.
        InspectorError: the file cannot be written.
    """
    sizes = {mask.shape for mask in masks.values()}
    if len(sizes) != 1:
        raise ValueError(f"masks of one size are needed, not of {sorted(sizes)}")
    height, width = sizes.pop()
    content = {
        "version": _VERSION,
        "flags": {},
        "shapes": [item for label, mask in masks.items() for item in _shapes(label, mask)],
        "imagePath": image_path.replace("\\", "/"),
        "imageData": None,
        "imageHeight": height,
        "imageWidth": width,
    }
    write_text(path, json.dumps(content, indent=1, ensure_ascii=False))


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ImageError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise ImageError(f"{path} is no JSON file: {error}.") from error
    if not isinstance(content, dict) or not isinstance(content.get("shapes"), list):
        raise ImageError(f'{path} is no labelme file: it has no list of "shapes".')
    return content


def _check_size(path: Path, content: dict[str, Any], shape: tuple[int, int]) -> None:
    height = content.get("imageHeight") or shape[0]
    width = content.get("imageWidth") or shape[1]
    if (height, width) != shape:
        raise ImageError(
            f"{path}: it belongs to an image of {width} x {height} pixels, this one has "
            f"{shape[1]} x {shape[0]}. Choose the file of this image."
        )


def _points(item: dict[str, Any]) -> NDArray[np.float64]:
    points = np.asarray(item["points"], np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all():
        raise ValueError("its points are not pairs of x and y")
    return points


def _paint_polygon(mask: Mask, points: NDArray[np.float64], _: dict[str, Any]) -> None:
    if len(points) < 3:
        raise ValueError(f"a polygon needs 3 points, not {len(points)}")
    fill_polygon(mask, points)


def _paint_rectangle(mask: Mask, points: NDArray[np.float64], _: dict[str, Any]) -> None:
    corner, opposite = points.tolist()
    fill_rectangle(mask, corner, opposite)


def _paint_circle(mask: Mask, points: NDArray[np.float64], _: dict[str, Any]) -> None:
    centre, rim = points.tolist()
    stamp_line(mask, tuple(centre), tuple(centre), radius=dist(centre, rim))


def _paint_mask(mask: Mask, points: NDArray[np.float64], item: dict[str, Any]) -> None:
    with Image.open(BytesIO(base64.b64decode(item["mask"])), formats=["PNG"]) as picture:
        patch = np.asarray(picture.convert("L")) > 0
    x, y = np.round(points[0]).astype(int).tolist()
    patch = patch[max(0, -y) :, max(0, -x) :]
    place = mask[max(0, y) :, max(0, x) :][: patch.shape[0], : patch.shape[1]]
    place |= patch[: place.shape[0], : place.shape[1]]


_PAINTERS: Mapping[str, Callable[[Mask, NDArray[np.float64], dict[str, Any]], None]] = {
    "polygon": _paint_polygon,
    "oriented_rectangle": _paint_polygon,
    "rectangle": _paint_rectangle,
    "circle": _paint_circle,
    "mask": _paint_mask,
}


def _shapes(label: str, mask: Mask) -> Iterator[dict[str, Any]]:
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(
        mask.astype(np.uint8), connectivity=4
    )
    for number in range(1, count):  # 0 is the ground
        box = Box(*(int(value) for value in stats[number][:4]))
        piece = pieces[box.slices] == number
        borders = outline(piece)
        if len(borders) == 1:
            yield _shape(label, "polygon", (borders[0] + (box.x, box.y)).tolist(), None)
        else:
            # The second corner is the last pixel, not the border after it.
            corners = [[box.x, box.y], [box.x + box.width - 1, box.y + box.height - 1]]
            yield _shape(label, "mask", corners, _png(piece))


def _shape(label: str, kind: str, points: list[Any], mask: str | None) -> dict[str, Any]:
    return {
        "label": label,
        "points": [[float(x), float(y)] for x, y in points],
        "group_id": None,
        "description": "",
        "shape_type": kind,
        "flags": {},
        "mask": mask,
    }


def _png(mask: Mask) -> str:
    stream = BytesIO()
    Image.fromarray(mask.astype(np.uint8) * 255).save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode("ascii")
