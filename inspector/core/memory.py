"""How much memory this process has taken."""

from __future__ import annotations

import sys


def peak_megabytes() -> float | None:
    """The largest resident size of this process so far, in MB (10^6 bytes); None on Windows."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
