"""Write the sample inspection: `python packaging/render_sample.py [FOLDER]`.

Every picture is rendered from a description of the part, its flaw and the lamps; the same
versions of the libraries write the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
from cv2.typing import MatLike
from sample.shots import Shot, all_shots, defect_mask, photograph

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"
JPEG_QUALITY = 92


def main(folder: Path = SAMPLE) -> None:
    """Render all pictures and masks below `folder`, over those that are there."""
    for shot in all_shots():
        picture = folder / shot.folder / f"{shot.stem}.jpg"
        quality = (cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY)
        _write(picture, cv2.cvtColor(photograph(shot), cv2.COLOR_RGB2BGR), quality)
        if shot.flaw:
            _write(mask_path(folder, shot), defect_mask(shot), (cv2.IMWRITE_PNG_COMPRESSION, 9))
        print(picture.relative_to(folder))


def mask_path(folder: Path, shot: Shot) -> Path:
    """Where the mask of a picture lies, as MVTec AD lays it out."""
    kind = shot.folder.removeprefix("test/")
    return folder / "ground_truth" / kind / f"{shot.stem}_mask.png"


def _write(path: Path, pixels: MatLike, options: tuple[int, int]) -> None:
    encoded, data = cv2.imencode(path.suffix, pixels, options)
    if not encoded:
        raise OSError(f"{path} could not be encoded")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.tobytes())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
