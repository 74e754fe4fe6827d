"""Peak memory of the runtime: `python benchmarks/memory.py`. Prints a Markdown table.

A detector on a network of ViT-Small's shape with random weights, 448 pixels, 4 references turned 8
times. It inspects images in fresh processes: on a machine that never ran it, and again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_SAMPLE = Path(__file__).parents[1] / "resources" / "sample"
_BACKBONE = "dinov2-small"
_FIT = ("--references", "4", "--detector", "patch-memory", "--rotations", "45")

# Which engine is quicker depends on the machine and on what else it does: here each is taken.
_INSPECT = """
import json, sys
from pathlib import Path
from inspector.core.engines import trial
from inspector.core.memory import peak_megabytes

path, engine, *images = sys.argv[1:]
trial.pick = lambda trials, wanted="auto": next(
    (each for each in trials if each.engine == engine and each.precision == "float32"), trials[0]
)
from inspector.runtime import inspect_files, load_detector

inspector = load_detector(Path(path))
loaded = peak_megabytes()
assert all(hasattr(each, "score") for each in inspect_files(inspector, list(map(Path, images))))
print(json.dumps([inspector.extractor.backbone.engine.name, loaded, peak_megabytes()]))
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        detector = _detector(Path(place))
        print("| engine | process | loaded, MB | after 6 images, MB |\n|---|---|---:|---:|")
        for engine in ("torch", "openvino"):
            cache = Path(place) / engine
            for which in ("first on this machine", "later"):
                used, loaded, peak = _inspected(detector, engine, cache)
                assert used == engine, f"{engine} was wished for, {used} ran"
                print(f"| {engine} | {which} | {loaded:.0f} | {peak:.0f} |", flush=True)
    return 0


def _detector(folder: Path) -> Path:
    from inspector.core.bench import save_random_weights

    weights, found = folder / "weights.safetensors", folder / "made.detector"
    save_random_weights(_BACKBONE, weights)
    network = ("--backbone", _BACKBONE, "--weights", str(weights))
    command = [sys.executable, "-m", "inspector", "fit", str(_SAMPLE), *_FIT, *network]
    environment = {**os.environ, "INSPECTOR_ENGINE": "torch"}
    command += ["--out", str(found)]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return found


def _inspected(detector: Path, engine: str, cache: Path) -> tuple[str, float, float]:
    images = sorted(map(str, (_SAMPLE / "test").rglob("*.jpg")))[:6]
    command = [sys.executable, "-c", _INSPECT, str(detector), engine, *images]
    environment = {**os.environ, "INSPECTOR_CACHE": str(cache)}
    out = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return tuple(json.loads(out.stdout.splitlines()[-1]))


if __name__ == "__main__":
    sys.exit(main())
