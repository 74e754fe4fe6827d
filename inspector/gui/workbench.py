"""The one place in the window that changes: what is open, shown, painted, fitted and decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from inspector.core import options as option_values
from inspector.core import rules
from inspector.core.calibrate import Calibration
from inspector.core.errors import OptionError, ProjectError
from inspector.core.mask import Mask, MaskEdit
from inspector.core.options import Options
from inspector.core.pixel_limit import AUTO
from inspector.core.project import ImageEntry, Label, Project
from inspector.core.project_file import relocated
from inspector.core.project_masks import Kind
from inspector.core.provenance import Provenance
from inspector.core.rules import Rule
from inspector.gui import judging
from inspector.gui.decided import Decided
from inspector.gui.engine import Fit, Shown
from inspector.gui.mask_store import MaskStore
from inspector.gui.snapshot import Snapshot
from inspector.gui.undo import History, PaintMask, Replace

_PART_MASKS = "part_masks"


class Workbench(Decided):
    """Holds the project and everything made from it. Panels read it, call it, and hear of changes.

    Nothing here computes or blocks: jobs do, and their results are put back with `put_fit`,
    `put_learned` and `put_shown`.
    """

    opened = Signal()
    """Another project is open, or none: everything is to be shown anew."""
    images_changed = Signal(object)
    """Labels, references or other entries of these ids changed (set of str); empty = the list."""
    current_changed = Signal(str)
    """Another image is shown; "" for none."""
    mask_changed = Signal(str, str, object)
    """Image id, kind, and the Box that changed (None = all)."""
    options_changed = Signal()
    fitted_changed = Signal()
    """Another detector is fitted, or none is."""
    findings_changed = Signal()
    """Scores of images changed."""
    shown_changed = Signal(str)
    """There is a new measurement of the image of that id."""
    dirty_changed = Signal(bool)
    refused = Signal(object)
    """A change was asked for that cannot be made; the exception that says why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = History(self)
        self.masks = MaskStore()
        self.device = "auto"
        self._project: Project | None = None
        self._saved: Project | None = None
        self._current = ""
        self._shown: Shown | None = None
        self._was_dirty = False

    # What is open

    @property
    def project(self) -> Project:
        """The open project; only to be asked while `is_open`."""
        assert self._project is not None, "no project is open"
        return self._project

    @property
    def is_open(self) -> bool:
        return self._project is not None

    @property
    def is_dirty(self) -> bool:
        """Whether something would be lost if the window closed now."""
        if self._project is None or self._project.read_only:
            return False
        return self._project is not self._saved or bool(self.masks.unsaved(self._project))

    def open(self, project: Project, *, is_saved: bool = True) -> None:
        """Show a project that was loaded or made.

        Raises:
            OptionError: its options cannot be read.
        """
        options = option_values.from_json(_without_part_masks(project.options))
        calibration = Calibration.from_json(project.calibration) if project.calibration else None
        self._project, self._options = project, options
        self._calibration, self._dragged = calibration, None
        self._saved = project if is_saved else None
        self.masks, self._fit, self._shown, self._current = MaskStore(), None, None, ""
        self.undo_stack.clear()
        self.opened.emit()
        self._tell_dirty()
        self.show_image(project.images[0].id if project.images else "")

    def close(self) -> None:
        """Let go of the project. Unsaved work is the caller's to ask about first."""
        self._project = self._saved = self._fit = self._shown = None
        self._calibration = self._dragged = None
        self._current, self.masks = "", MaskStore()
        self.undo_stack.clear()
        self.opened.emit()
        self._tell_dirty()

    def mark_saved(self, project: Project) -> None:
        """The project as it was written, which may be in another folder now."""
        self._project = self._saved = project
        self._tell_dirty()

    # Images and what people say about them

    @property
    def current(self) -> str:
        """Id of the shown image; "" for none."""
        return self._current

    @property
    def current_entry(self) -> ImageEntry | None:
        return self.project.image(self._current) if self._current else None

    def show_image(self, image_id: str) -> None:
        """Show another image."""
        if image_id != self._current:
            self._current = image_id
            self.masks.keep_only({image_id})
            self.current_changed.emit(image_id)

    def set_label(self, image_ids: Collection[str], label: Label) -> None:
        """Say that images are good, bad, or unset. A bad image is no reference any more."""
        after = self.project.changed(image_ids, label=label)
        if label != "good":
            after = after.changed(image_ids, is_reference=False)
        self._change_images(after, self.tr("Mark as {0}").format(label))

    def set_reference(self, image_ids: Collection[str], is_reference: bool) -> None:
        """Let good images teach, or not. Images that are not good become so."""
        after = self.project.changed(image_ids, is_reference=is_reference)
        if is_reference:
            after = after.changed(image_ids, label="good")
        self._change_images(after, self.tr("Use as reference"))

    def add(self, entries: Iterable[ImageEntry]) -> None:
        """Take more images into the project; those that it has already stay as they are."""
        known = {entry.id for entry in self.project.images}
        new = (entry for entry in entries if entry.id not in known)
        after = replace(self.project, images=(*self.project.images, *new))
        self._change_images(after, self.tr("Add images"))

    def put_places(self, places: Mapping[str, Path]) -> None:
        """Take images from where they are now; relative to the project, by their ids."""
        found = (replace(e, path=places.get(e.id, e.path)) for e in self.project.images)
        self._change_images(replace(self.project, images=tuple(found)), self.tr("Find images"))

    def remove(self, image_ids: Collection[str]) -> None:
        """Take images out of the project; their files stay."""
        self._change_images(self.project.without(image_ids), self.tr("Remove images"))

    # Masks

    def mask(self, image_id: str, kind: Kind) -> Mask:
        """A mask (H, W) as it is now. Not to be changed but through `paint`.

        Raises:
            ImageError: the image or its mask cannot be read.
        """
        return self.masks.get(self.project, image_id, kind)

    def is_painted(self, image_id: str, kind: Kind) -> bool:
        return self.masks.is_painted(self.project, image_id, kind)

    def paint(self, image_id: str, kind: Kind, edit: MaskEdit, text: str) -> None:
        """Apply one stroke, undoably."""
        self._do(PaintMask(self._edit_mask, image_id, kind, edit, self.refused.emit), text)

    def restore_mask(self, image_id: str, kind: Kind, mask: Mask) -> None:
        """Put a mask that was found after a crash; it is not saved yet."""
        self.masks.restore(image_id, kind, mask)
        self._tell_dirty()
        self.mask_changed.emit(image_id, kind, None)

    @property
    def part_masks(self) -> str:
        """Id of the image whose region of interest and ignore region hold for all; "" for none."""
        found = str(self.project.options.get(_PART_MASKS, "")) if self._project else ""
        return found if found in {e.id for e in self.project.images} else ""

    def set_part_masks(self, image_id: str) -> None:
        """Let the region of interest and the ignore region of one image hold for all images."""
        self._push(self._put_part_masks, self.part_masks, image_id, self.tr("Use for all"))

    # Options, detector, limits

    def set_options(self, options: Options) -> None:
        """Choose how the part is inspected. Not undoable: the forms show what is chosen."""
        if options == self._options:
            return
        if self._project is not None and not self._may_change():
            self.options_changed.emit()  # forms show again what holds
            return
        self._options = options
        if self._project is not None:
            kept = {_PART_MASKS: self.part_masks} if self.part_masks else {}
            stored = {**option_values.to_json(options), **kept}
            self._put_project(replace(self._project, options=stored))
        self.options_changed.emit()
        self.calibration_changed.emit()  # options decide too

    def put_fit(self, fit: Fit) -> None:
        """The result of a fit: detector, findings and limits."""
        self._fit, self._judged = fit, fit.judged
        self._put_calibration(fit.inspector.calibration)
        self.fitted_changed.emit()
        self.findings_changed.emit()
        if fit.shown is not None:
            self.put_shown(fit.shown)

    def set_rules(self, fail: Rule, unsure: Rule, pixel: str = "") -> None:
        """Set the limits by other rules, undoably. pixel: "" keeps the rule of the pixel limit.

        Raises:
            OptionError: a rule needs images of a kind that is missing.
        """
        before = self._calibration
        if before is None:
            return
        is_other = before.with_rules(fail, unsure, pixel).chosen != before.chosen
        was_dragged, self._dragged = self._dragged is not None, None
        if is_other and self._may_change():
            # Rules, not limits: undone after another fit they make limits of its scores.
            after = fail, unsure, pixel or before.pixel_rule
            self._push(self._put_rules, _rules_of(before), after, self.tr("Set the limits"))
        elif is_other or was_dragged:
            self.calibration_changed.emit()

    def set_limits(self, unsure: float, fail: float) -> None:
        """Set the limits by hand, undoably; they stay as they are through later fits."""
        self.set_rules(rules.Manual(fail), rules.Manual(unsure))

    def preview_limits(self, unsure: float, fail: float) -> None:
        """Show the verdicts of limits that are still being dragged; `set_limits` ends it."""
        if self._calibration is not None:
            dragged = self._calibration.with_rules(rules.Manual(fail), rules.Manual(unsure))
            if judging.needs_measures(self._options):  # these follow when the limit is let go
                dragged = replace(dragged, pixel_limit=self._calibration.pixel_limit)
            self._dragged = dragged
            self.calibration_changed.emit()

    def set_pixel_rule(self, rule: str) -> None:
        """Let the pixel limit follow another rule, as written in flags, undoably.

        Raises:
            OptionError: there is no such rule, or it needs good images that are missing.
        """
        if self._calibration is not None:
            self.set_rules(*_rules_of(self._calibration)[:2], rule)

    # What was found

    def is_wrong(self, image_id: str) -> bool:
        """Whether the verdict contradicts what a person said; unsure contradicts nothing."""
        wrong = {("good", "fail"), ("bad", "pass")}
        return (self.project.image(image_id).label, self.verdict(image_id)) in wrong

    @property
    def shown(self) -> Shown | None:
        """The measurement of the shown image; None while there is none."""
        is_current = self._shown is not None and self._shown.image_id == self._current
        return self._shown if is_current else None

    def put_shown(self, shown: Shown) -> None:
        """A measurement for the canvas; of an image that is no longer shown it is let go."""
        if shown.image_id == self._current:
            self._shown = shown
            self.shown_changed.emit(shown.image_id)

    def snapshot(self, images: Iterable[str] = ()) -> Snapshot:
        """All that a job may see, frozen. images: whose masks the job will surely want."""
        before = self._calibration
        return Snapshot(
            project=self.project,
            options=self._options,
            masks=self.masks.frozen({self._current, self.part_masks, *images} - {""}),
            fail_rule=rules.parse(before.fail_rule) if before else None,
            unsure_rule=rules.parse(before.unsure_rule) if before else None,
            pixel_rule=before.pixel_rule if before else AUTO,
            device=self.device,
            part_masks=self.part_masks,
            current=self._current,
            provenance=before.provenance if before else Provenance(),
        )

    # How values are put

    def _change_images(self, after: Project, text: str) -> None:
        if after.images != self.project.images:
            home = self.project.folder
            self._push(self._put_images, (home, self.project.images), (home, after.images), text)

    def _may_change(self) -> bool:
        if self.project.read_only:
            self.refused.emit(ProjectError(self.project.read_only_reason))
        return not self.project.read_only

    def _push(self, put: Any, before: Any, after: Any, text: str) -> None:
        self._do(Replace(put, before, after), text)

    def _do(self, command: QUndoCommand, text: str) -> None:
        if self._may_change():
            command.setText(text)
            self.undo_stack.push(command)

    def _put_images(self, listed: tuple[Path, tuple[ImageEntry, ...]]) -> None:
        images = relocated(*listed, self.project.folder)
        before = {entry.id: entry for entry in self.project.images}
        after = {entry.id: entry for entry in images}
        self._put_project(replace(self.project, images=images))
        same_list = list(before) == list(after)
        changed = {key for key, entry in after.items() if before.get(key) != entry}
        self.images_changed.emit(changed if same_list else set())
        if self._current not in after:
            self.show_image(images[0].id if images else "")

    def _edit_mask(self, image_id: str, kind: Kind, edit: MaskEdit) -> None:
        self.masks.edit(self.project, image_id, kind, edit)
        self._tell_dirty()
        self.mask_changed.emit(image_id, kind, edit.box)

    def _put_part_masks(self, image_id: str) -> None:
        concerned = {self.part_masks, image_id} - {""}
        options = {**self.project.options, _PART_MASKS: image_id}
        self._put_project(replace(self.project, options=options))
        self.images_changed.emit(concerned)

    def _put_rules(self, chosen: tuple[Rule, Rule, str]) -> None:
        assert self._calibration is not None, "opening another project clears the stack"
        try:
            self._put_calibration(self._calibration.with_rules(*chosen))
        except OptionError as error:  # images that the rule needs are gone since
            self.refused.emit(error)

    def _put_calibration(self, calibration: Calibration | None) -> None:
        self._calibration, self._dragged = calibration, None
        stored = calibration.to_json() if calibration else None
        if self._project is not None and stored != self._project.calibration:
            self._put_project(replace(self._project, calibration=stored))
        self.calibration_changed.emit()

    def _put_project(self, project: Project) -> None:
        self._project = project
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        if self.is_dirty != self._was_dirty:
            self._was_dirty = self.is_dirty
            self.dirty_changed.emit(self._was_dirty)


def _rules_of(calibration: Calibration) -> tuple[Rule, Rule, str]:
    fail, unsure = rules.parse(calibration.fail_rule), rules.parse(calibration.unsure_rule)
    return fail, unsure, calibration.pixel_rule


def _without_part_masks(options: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key != _PART_MASKS}
