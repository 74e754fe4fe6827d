"""Errors that speak to the person: what happened, which file, what to do."""

from __future__ import annotations


class InspectorError(Exception):
    """The base of every error whose text may be shown to a person as it is."""


class ImageError(InspectorError):
    """An image file cannot be read. The text names the file."""


class WeightsError(InspectorError):
    """The weights of a backbone are missing or do not fit it."""


class FitError(InspectorError):
    """A detector cannot be fitted on what it was given."""


class RankingError(InspectorError):
    """There are too few images to compare them with each other."""


class DetectorFileError(InspectorError):
    """A detector file is damaged, altered, foreign or too new."""


class ProjectError(InspectorError):
    """A project cannot be read or written."""


class OptionError(InspectorError):
    """An option has a value that it cannot take."""


class FolderError(InspectorError):
    """A folder of images cannot be used. The text names the folder."""


class StudyError(InspectorError):
    """The table or folder of a repeatability study cannot be used. The text names it."""


class DriftStateError(InspectorError):
    """The state of a drift monitor is damaged, foreign or too new. The text names the file."""
