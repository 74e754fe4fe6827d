"""How the window looks, light and dark: named colours, a palette and a style sheet over Fusion.

Sizes are multiples of 4 px around a rhythm of `STEP` px; text comes in four sizes (`ROLES`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from inspector import resources

Wanted = Literal["system", "light", "dark"]
Verdict = Literal["pass", "unsure", "fail"]

STEP: Final = 8
"""The distance between things, in px; half of it between things that belong together."""

ROLES: Final = (
    *("title", "heading", "muted", "caption", "key"),
    *("panel", "card"),
    *("primary", "danger", "small"),
    *("info", "warning", "error"),
)
"""What `as_role` knows: kinds of text, of surfaces, of buttons and of banners."""

_TEXT_PX = 13
_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Open Sans", "Liberation Sans")


@dataclass(frozen=True, slots=True)
class Theme:
    """The named colours, each as "#rrggbb".

    background lies under everything, surface under panels and inputs, raised under what stands out
    of them; canvas lies around the picture. fill carries text of the colour on_fill. outline is for
    the edges of controls, border for quiet lines. pass_, unsure and fail are the verdicts, also
    those of people (good is pass_, bad is fail). defect, ignore and roi are the masks, seen on
    photographs. series are lines of plots, in the order in which they are taken.
    """

    name: Literal["light", "dark"]
    background: str
    surface: str
    raised: str
    canvas: str
    text: str
    muted: str
    disabled: str
    border: str
    outline: str
    accent: str
    fill: str
    on_fill: str
    fill_hover: str
    selection: str
    pass_: str
    pass_tint: str
    unsure: str
    unsure_tint: str
    fail: str
    fail_tint: str
    defect: str
    ignore: str
    roi: str
    grid: str
    series: tuple[str, ...]

    def verdict(self, verdict: Verdict) -> str:
        """The colour of a verdict. Show its shape or its letter too."""
        return {"pass": self.pass_, "unsure": self.unsure, "fail": self.fail}[verdict]


# Verdicts and masks stay apart under the three kinds of colour blindness, and all text has the
# contrast of WCAG 2.2 AA on all three grounds: both are tested. The series follow Okabe and Ito
# (2008), made darker or lighter until lines have a contrast of 3.
LIGHT: Final = Theme(
    name="light",
    background="#f3f4f7",
    surface="#ffffff",
    raised="#eceff3",
    canvas="#e1e4e9",
    text="#1a1e24",
    muted="#596270",
    disabled="#8b94a1",
    border="#d9dde4",
    outline="#868f9c",
    accent="#2459c7",
    fill="#2b62d3",
    on_fill="#ffffff",
    fill_hover="#2253b8",
    selection="#dbe6fb",
    pass_="#0b6e64",
    pass_tint="#e3f2ef",
    unsure="#8a5b00",
    unsure_tint="#fdf3dc",
    fail="#9a1038",
    fail_tint="#fbe9ee",
    defect="#e5309f",
    ignore="#ffd24a",
    roi="#28b4f0",
    grid="#e6e9ee",
    series=("#0072b2", "#b65400", "#00805f", "#a8508a", "#7a6f00", "#4a5462"),
)

DARK: Final = Theme(
    name="dark",
    background="#121519",
    surface="#1a1e24",
    raised="#272d36",
    canvas="#0c0e11",
    text="#e9ecf0",
    muted="#a3adba",
    disabled="#69727e",
    border="#2f3640",
    outline="#6e7886",
    accent="#8fb3ff",
    fill="#3a6bd8",
    on_fill="#ffffff",
    fill_hover="#3064cf",
    selection="#253c66",
    pass_="#5fd3c2",
    pass_tint="#14302d",
    unsure="#f0bf55",
    unsure_tint="#2e2714",
    fail="#ff6e7e",
    fail_tint="#37191f",
    defect="#e5309f",
    ignore="#ffd24a",
    roi="#28b4f0",
    grid="#262c35",
    series=("#56b4e9", "#e69f00", "#2fbf94", "#d98fbd", "#e5d94a", "#aab4c1"),
)


class Look(QObject):
    """The theme of one application; `changed` brings the new Theme after it was put on."""

    changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.theme = LIGHT
        self.wanted: Wanted = "system"
        app.styleHints().colorSchemeChanged.connect(self._on_system_change)

    def put_on(self, wanted: Wanted) -> None:
        """Dress the application; "system" goes on following the system."""
        self.wanted = wanted
        hints = _app().styleHints()
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        # Title bars and native dialogs are drawn by the system: tell it too.
        hints.setColorScheme(scheme.get(wanted, Qt.ColorScheme.Unknown))
        is_dark = wanted == "dark" or (
            wanted == "system" and hints.colorScheme() == Qt.ColorScheme.Dark
        )
        self._dress(DARK if is_dark else LIGHT)

    def _dress(self, theme: Theme) -> None:
        app, is_news = _app(), theme != self.theme
        self.theme = theme
        app.setStyle("Fusion")
        app.setFont(_font(app))
        app.setPalette(palette(theme))
        app.setStyleSheet(style_sheet(theme, points=QFontInfo(app.font()).pointSizeF()))
        if is_news:
            self.changed.emit(theme)

    @Slot(Qt.ColorScheme)
    def _on_system_change(self, scheme: Qt.ColorScheme) -> None:
        if self.wanted == "system":
            self._dress(DARK if scheme == Qt.ColorScheme.Dark else LIGHT)


def apply(app: QApplication, name: Wanted = "system") -> Look:
    """Dress an application, and keep following the system where that is wanted."""
    found = _look_of(app) or Look(app)
    found.put_on(name)
    return found


def look() -> Look:
    """Who knows the theme of the running application; connect to its `changed`."""
    return _look_of(_app()) or Look(_app())


def current() -> Theme:
    """The theme that is on; the light one before any was put on."""
    app = QCoreApplication.instance()
    found = _look_of(app) if app else None
    return found.theme if found else LIGHT


def as_role(widget: QWidget, role: str) -> None:
    """Give a widget the looks of one of `ROLES`."""
    if role not in ROLES:
        raise ValueError(f"There is no role {role!r}. There are: {', '.join(ROLES)}.")
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, for all that no style sheet reaches."""
    part = QPalette.ColorRole
    colours = {
        part.Window: theme.background,
        part.WindowText: theme.text,
        part.Base: theme.surface,
        part.AlternateBase: theme.background,
        part.Text: theme.text,
        part.PlaceholderText: theme.muted,
        part.Button: theme.surface,
        part.ButtonText: theme.text,
        part.BrightText: theme.on_fill,
        part.Highlight: theme.selection,
        part.HighlightedText: theme.text,
        part.Accent: theme.fill,
        part.Link: theme.accent,
        part.LinkVisited: theme.accent,
        part.ToolTipBase: theme.text,
        part.ToolTipText: theme.surface,
        part.Light: theme.surface,
        part.Midlight: theme.raised,
        part.Mid: theme.border,
        part.Dark: theme.outline,
        part.Shadow: theme.border,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (part.WindowText, part.Text, part.ButtonText, part.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.disabled))
    return made


def style_sheet(theme: Theme, *, points: float) -> str:
    """The style sheet of a theme for a body text of that size."""
    source = resources.path("theme/theme.qss").read_text(encoding="utf-8")
    sizes = {"caption": 0.92, "heading": 1.1, "title": 1.55}
    values = asdict(theme) | {name: f"{points * each:.1f}pt" for name, each in sizes.items()}
    return Template(source).substitute(values, pictures=resources.path("theme").as_posix())


def _look_of(app: QCoreApplication) -> Look | None:
    return app.findChild(Look, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("There is no QApplication yet.")
    return app


def _font(app: QApplication) -> QFont:
    """The system's own font, never smaller than 13 px.

    Where the system only says "Sans Serif" and means a font made for print or for old screens, the
    first of some well-drawn ones that are installed.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in ("Sans Serif", "Sans", "DejaVu Sans"):
        installed = set(QFontDatabase.families())
        font.setFamily(next((f for f in _FAMILIES if f in installed), font.family()))
    least = _TEXT_PX * 72 / app.primaryScreen().logicalDotsPerInch()
    font.setPointSizeF(max(font.pointSizeF(), least))
    return font
