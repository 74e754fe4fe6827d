"""Files and folders that a person picks, without holding the window up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]


def save_file(
    parent: QWidget, title: str, start: Path, *, kinds: str, chosen: Chosen
) -> QFileDialog:
    """Ask where to save. kinds: as Qt names them, such as "Detectors (*.detector)", with ";;"
    between several.

    A name without a suffix gets that of start; of several kinds, that of the one that is chosen.
    """
    dialog = _dialog(parent, title, start.parent, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(start.suffix)
    dialog.selectFile(start.name)
    dialog.filterSelected.connect(partial(_follow_kind, dialog))
    return _open(dialog, chosen)


def open_file(
    parent: QWidget, title: str, folder: Path, *, kinds: str, chosen: Chosen
) -> QFileDialog:
    """Ask for a file that is there."""
    dialog = _dialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def open_files(
    parent: QWidget, title: str, folder: Path, *, kinds: str, chosen: Callable[[list[Path]], object]
) -> QFileDialog:
    """Ask for files that are there."""
    dialog = _dialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()
    return dialog


def folder(parent: QWidget, title: str, start: Path, *, chosen: Chosen) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(parent, title, start, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, chosen)


def _dialog(parent: QWidget, title: str, start: Path, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start))
    if kinds:
        dialog.setNameFilter(kinds)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _follow_kind(dialog: QFileDialog, kind: str) -> None:
    """Give the name the suffix of a kind such as "PDF (*.pdf)"."""
    suffix = kind.partition("(*")[2].rstrip(")")
    dialog.setDefaultSuffix(suffix)
    for name in dialog.selectedFiles()[:1]:
        if not Path(name).is_dir():
            dialog.selectFile(Path(name).with_suffix(suffix).name)


def _open(dialog: QFileDialog, chosen: Chosen) -> QFileDialog:
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
