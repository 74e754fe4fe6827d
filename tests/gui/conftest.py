"""What every test of the window starts from."""

from __future__ import annotations

import pytest

from inspector.gui import translations


@pytest.fixture(autouse=True)
def english(qapp):
    """The window speaks English, as it does for a person, whatever the test before put on."""
    translations.install(qapp, "en")
