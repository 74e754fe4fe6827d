"""All that the window can do, as one table: menus, keys, tooltips and the list on F1 follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Scope = Literal["window", "gallery", "canvas"]
"""Where a key counts: anywhere, or only while the gallery or the picture has the focus. So B marks
images as bad in the gallery and takes the brush on the picture."""

Menu = Literal["file", "edit", "view", "paint", "inspect", "help"]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; its texts are English and translated when they are shown.

    keys: as QKeySequence reads them; menus show the first.
    section: within the menu; a line separates one from the next.
    group: of the actions of one group, exactly one is checked.
    """

    id: str
    menu: Menu
    section: int
    text: str
    icon: str
    keys: tuple[str, ...]
    tip: str
    checkable: bool = False
    scopes: tuple[Scope, ...] = ("window",)
    group: str = ""


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something that the mouse or a held key does; no action stands for it."""

    keys: str
    text: str
    scope: Scope


def _gallery(name: str, text: str, icon: str, keys: tuple[str, ...], tip: str) -> ActionRow:
    return ActionRow(name, "edit", 1, text, icon, keys, tip, scopes=("gallery",))


def _tool(name: str, text: str, keys: tuple[str, ...], tip: str) -> ActionRow:
    return ActionRow(name, "paint", 0, text, name, keys, tip, True, ("canvas",), "tool")


def _mask(name: str, text: str, keys: tuple[str, ...], tip: str) -> ActionRow:
    icon = name.removeprefix("paint-")
    return ActionRow(name, "paint", 1, text, icon, keys, tip, True, group="mask")


def _layer(name: str, text: str, icon: str, keys: tuple[str, ...], tip: str) -> ActionRow:
    return ActionRow(name, "view", 1, text, icon, keys, tip, True)


def _step(name: str, text: str, keys: tuple[str, ...], tip: str) -> ActionRow:
    return ActionRow(name, "view", 2, text, name, keys, tip, scopes=("gallery", "canvas"))


def _theme(name: str, text: str, tip: str) -> ActionRow:
    return ActionRow(name, "view", 3, text, "", (), tip, True, group="theme")


MENUS: Final[Mapping[Menu, str]] = {
    "file": "&File",
    "edit": "&Edit",
    "view": "&View",
    "paint": "&Paint",
    "inspect": "&Inspect",
    "help": "&Help",
}

SUBMENUS: Final = ("open-recent", "language")
"""Rows that open a menu which somebody else fills."""

# fmt: off
ROWS: Final[tuple[ActionRow, ...]] = (
    ActionRow("new", "file", 0, "&New inspection from folder…", "new", ("Ctrl+N",),
              "Start an inspection with the images of a folder"),
    ActionRow("open", "file", 0, "&Open…", "open", ("Ctrl+O",), "Open a saved inspection"),
    ActionRow("open-recent", "file", 0, "Open &recent", "recent", (),
              "Open one of the last inspections"),
    ActionRow("open-sample", "file", 0, "Open samp&le", "sample", (),
              "Try everything on images that come with the program"),
    ActionRow("save", "file", 1, "&Save", "save", ("Ctrl+S",), "Save the inspection"),
    ActionRow("save-as", "file", 1, "Save &as…", "save-as", ("Ctrl+Shift+S",),
              "Save the inspection in another folder"),
    ActionRow("add-images", "file", 2, "Add &images…", "add-images", ("Ctrl+I",),
              "Add images to this inspection"),
    ActionRow("find-missing", "file", 2, "&Find missing images…", "search", (),
              "Look in another folder for images that are not where they were"),
    ActionRow("import-masks", "file", 2, "I&mport masks…", "import", (),
              "Take painted masks from PNG or labelme files"),
    ActionRow("export-masks", "file", 2, "Export mas&ks…", "export", (),
              "Write the painted masks as PNG or labelme files"),
    ActionRow("export-detector", "file", 3, "&Export detector…", "detector", ("Ctrl+E",),
              "Write one file that inspects images anywhere"),
    ActionRow("check-detector", "file", 3, "&Check detector file…", "check-file", (),
              "Run the self-test of a detector file and compare"),
    ActionRow("export-results", "file", 3, "Export res&ults…", "results", (),
              "Write the table of results as CSV or JSON"),
    ActionRow("export-report", "file", 3, "Export re&port…", "report", (),
              "Write a report to sign as HTML, PDF, CSV or JSON"),
    ActionRow("audit", "file", 4, "Audit &trail…", "audit", (),
              "Who changed what and when in this inspection, and whether that record is whole"),
    ActionRow("quit", "file", 5, "&Quit", "quit", ("Ctrl+Q",), "Close the program"),

    ActionRow("undo", "edit", 0, "&Undo", "undo", ("Ctrl+Z",), "Take the last change back"),
    ActionRow("redo", "edit", 0, "&Redo", "redo", ("Ctrl+Shift+Z", "Ctrl+Y"),
              "Make the change again that was taken back"),
    _gallery("mark-good", "Mark as &good", "good", ("G",), "The selected images show good parts"),
    _gallery("mark-bad", "Mark as &bad", "bad", ("B",), "The selected images show bad parts"),
    _gallery("mark-unset", "Remove the &mark", "unset", ("U",),
             "Nothing is said about the selected images"),
    _gallery("toggle-reference", "Use as re&ference", "reference", ("R",),
             "The detector learns from the selected images, or no longer does"),
    _gallery("not-a-defect", "This is &not a defect", "pass", ("N",),
             "What stands out in the selected images is normal: they are good, and the detector "
             "learns from them"),
    _gallery("remove-images", "Remove &images from the inspection", "trash", ("Del",),
             "The files themselves stay where they are"),

    ActionRow("fit-to-window", "view", 0, "&Fit to window", "fit-to-window", ("F",),
              "Show the whole image"),
    ActionRow("actual-size", "view", 0, "&Actual size", "actual-size", ("1",),
              "One pixel of the image for one of the screen"),
    ActionRow("zoom-in", "view", 0, "Zoom &in", "zoom-in", ("Ctrl++", "Ctrl+="), "Show it larger"),
    ActionRow("zoom-out", "view", 0, "Zoom &out", "zoom-out", ("Ctrl+-",), "Show it smaller"),
    _layer("show-heatmap", "Show &heatmap", "heatmap", ("Shift+H",),
           "Colour what is unlike the references"),
    _layer("show-regions", "Show &regions", "regions", ("Shift+R",),
           "Outline what lies above the limit"),
    _layer("show-masks", "Show &masks", "masks", ("Shift+M",), "Show what was painted"),
    _layer("compare", "&Looks most like this", "compare", ("C",),
           "Show the reference that a place looks most like"),
    _step("previous", "&Previous image", ("A", "PgUp"), "Go to the image before this one"),
    _step("next", "&Next image", ("D", "PgDown"), "Go to the image after this one"),
    _theme("theme-system", "Colours of the &system", "Light or dark, as the system is"),
    _theme("theme-light", "Ligh&t", "Dark text on light ground"),
    _theme("theme-dark", "&Dark", "Light text on dark ground"),
    ActionRow("language", "view", 3, "Lan&guage", "language", (), "The language of the window"),

    _tool("select", "&Select", ("V",), "Look around, and click on what is unlike the references"),
    _tool("brush", "&Brush", ("B",), "Paint; hold Alt to take away"),
    _tool("eraser", "&Eraser", ("E",), "Take away what was painted"),
    _tool("polygon", "&Polygon", ("P",), "Click the corners; Enter closes it"),
    _tool("fill", "Flood &fill", ("K",), "Fill pixels of a like colour; drag to allow more"),
    _tool("rectangle", "&Rectangle", ("T",), "Drag from corner to corner"),
    _mask("paint-defect", "Paint &defects", ("Ctrl+1",), "What is wrong with a bad part"),
    _mask("paint-ignore", "Paint what to &ignore", ("Ctrl+2",), "Pixels that never count"),
    _mask("paint-roi", "Paint the region of i&nterest", ("Ctrl+3",), "Only these pixels count"),
    ActionRow("masks-for-all", "paint", 1, "Use for all ima&ges", "masks", (),
              "The region of interest and the ignored pixels of this image hold for every image",
              True),
    ActionRow("brush-smaller", "paint", 2, "S&maller brush", "smaller", ("[", ","),
              "Make the brush smaller", scopes=("canvas",)),
    ActionRow("brush-larger", "paint", 2, "&Larger brush", "larger", ("]", "."),
              "Make the brush larger", scopes=("canvas",)),

    ActionRow("fit", "inspect", 0, "&Fit the detector", "run", ("F5",),
              "Learn from the references"),
    ActionRow("rank", "inspect", 0, "&Rank unlabelled images", "sort", (),
              "Compare the images with each other and show the most unusual first"),
    ActionRow("cancel", "inspect", 0, "&Cancel", "cancel", ("Esc",), "Stop what is running"),
    ActionRow("compare-methods", "inspect", 1, "Compare &methods…", "compare", (),
              "Try several methods on the marked images, side by side"),
    ActionRow("repeatability-study", "inspect", 1, "Repeata&bility study…", "study", (),
              "Inspect parts that were photographed several times"),
    ActionRow("live", "inspect", 2, "&Live", "live", ("L",),
              "Let the heatmap follow every change at once", True),

    ActionRow("shortcuts", "help", 0, "&Keys and gestures", "keyboard", ("F1",),
              "All keys, and what the mouse does"),
    ActionRow("about", "help", 1, "&About Inspector", "info", (), "Version and licence"),
)

GESTURES: Final[tuple[Gesture, ...]] = (
    Gesture("Ctrl+A", "Select all images", "gallery"),
    Gesture("Shift+Arrows", "Select several images", "gallery"),
    Gesture("Wheel", "Zoom at the pointer", "canvas"),
    Gesture("Space+Drag", "Move the picture", "canvas"),
    Gesture("Middle button+Drag", "Move the picture", "canvas"),
    Gesture("H", "Hold to peek at the image without its layers", "canvas"),
    Gesture("Ctrl+Wheel", "Change the size of the brush", "canvas"),
    Gesture("Alt+Drag", "Take away with any tool that paints", "canvas"),
    Gesture("Enter", "Close the polygon", "canvas"),
    Gesture("Esc", "Drop the stroke that is being painted", "canvas"),
    Gesture("Click", "With Select: show the reference that this place looks most like", "canvas"),
)
# fmt: on
