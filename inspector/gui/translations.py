"""The languages of the window: which there are, and putting one on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from inspector import resources
from inspector.gui.core_text import text_of as text_of  # what the core says

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}
"""The languages that are shipped, each by its own name. The texts in the code are English; for it
the translation only has the plurals."""


def install(app: QCoreApplication, language: str = "system") -> str:
    """Show the window in a language; what is already on screen keeps its texts.

    language: a code of `LANGUAGES`, or "system"; one that is not shipped becomes English.

    Returns:
        The code of the language that is on.
    """
    for old in app.findChildren(QTranslator, "inspector-language"):
        app.removeTranslator(old)
        old.setParent(None)
    code = QLocale.system().name().partition("_")[0] if language == "system" else language
    code = code if code in LANGUAGES else "en"
    if QLocale.system().name().partition("_")[0] != code:  # else numbers are those of the country
        QLocale.setDefault(QLocale(code))
    elif language != "system":
        QLocale.setDefault(QLocale.system())
    _add(app, f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _add(app, f"inspector_{code}", str(resources.path("translations")))
    return code


def _add(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    translator.setObjectName("inspector-language")
    if translator.load(name, folder):
        app.installTranslator(translator)
