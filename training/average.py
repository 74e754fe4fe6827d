"""The mean of the weights of a training at several of its steps.

    python training/average.py EARLY.safetensors LATE.safetensors --out learned.safetensors

Weights that one training passed through lie in one valley, and their mean is often better than each
(Izmailov et al., Averaging Weights Leads to Wider Optima, UAI 2018). Statistics of the batches are
averaged with them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import save
from torch import Tensor

from inspector.core.backbones import weights
from inspector.core.errors import InspectorError
from inspector.core.files import write_bytes


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(words)
    try:
        found = mean([weights.read(path) for path in args.weights])
        write_bytes(args.out, save(found, {"format": "pt"}))
    except InspectorError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def mean(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Weights of one network, averaged; of whole numbers, as counts of batches, the last.

    Raises:
        InspectorError: they are of different networks.
    """
    last = states[-1]
    for state in states:
        if {n: v.shape for n, v in state.items()} != {n: v.shape for n, v in last.items()}:
            raise InspectorError("These are weights of different networks: they have no mean.")
    return {
        name: torch.stack([state[name] for state in states]).mean(dim=0)
        if value.is_floating_point()
        else value
        for name, value in last.items()
    }


if __name__ == "__main__":
    sys.exit(main())
