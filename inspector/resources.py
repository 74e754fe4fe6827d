"""Files that come with the product: icons, theme, translations, the sample inspection.

They lie in `resources/` at the top of a checkout. An installed or frozen product has no such top:
the wheel (`pyproject.toml`) and the frozen app (its spec file) carry the same folder inside the
package, as `inspector/_resources`. The one beside this module is taken where it exists.
"""

from __future__ import annotations

from pathlib import Path

from inspector.core.errors import InspectorError


def folder() -> Path:
    """The folder with the files: of the checkout, the installed package or the frozen app."""
    package = Path(__file__).resolve().parent
    carried = package / "_resources"
    return carried if carried.is_dir() else package.parent / "resources"


def path(name: str) -> Path:
    """One file or folder in it, for example `path("sample/good")`.

    Raises:
        InspectorError: This copy of the product lacks it.
    """
    found = folder() / name
    if not found.exists():
        raise InspectorError(f"{found} is missing. Inspector is incomplete here: install it again.")
    return found
