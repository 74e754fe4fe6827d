"""Small frozen choices that flags and files name: `name`, `name:number`, `name:number:number`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, TypeVar

from inspector.core.errors import OptionError


class Policy:
    """What scores and rules have in common: a frozen dataclass of numbers, or of none.

    name: in flags and files. label, help: for people.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str]

    @property
    def text(self) -> str:
        """As it is written in a flag; `parse` reads it."""
        return ":".join([self.name, *(repr(value) for value in vars(self).values())])

    def to_json(self) -> dict[str, Any]:
        """Its name and its numbers; `from_json` reads it."""
        return {"name": self.name, **vars(self)}


P = TypeVar("P", bound=Policy)


def parse(text: str, kinds: Mapping[str, type[P]], what: str) -> P:
    """The policy that a flag names.

    what: "known score" or "known rule", for the error.

    Raises:
        OptionError: nothing is called so, or its numbers are missing, too many or out of range.
    """
    name, *numbers = text.split(":")
    kind = kinds.get(name)
    if kind is None or len(numbers) > len(_numbers(kind)):
        raise OptionError(f"{text!r} is no {what}. There are: {_known(kinds)}.")
    try:
        # Fewer numbers than there are take the first places.
        return kind(**dict(zip(_numbers(kind), map(float, numbers), strict=False)))
    except TypeError:
        raise OptionError(f"{text!r} needs its number: {_known({name: kind})}.") from None
    except ValueError:
        given = ":".join(numbers)
        raise OptionError(f"{text!r} cannot be read: {given!r} is not a number.") from None
    except OptionError as error:
        raise OptionError(f"{text!r} cannot be used. {error}") from None


def from_json(data: Mapping[str, Any], kinds: Mapping[str, type[P]], what: str) -> P:
    """The policy whose `to_json` this is.

    Raises:
        OptionError: it is unknown, or lacks its number.
    """
    kind = kinds.get(str(data.get("name")))
    if kind is None:
        raise OptionError(f"{data.get('name')!r} is no {what}. There are: {_known(kinds)}.")
    try:
        return kind(**{each: float(data[each]) for each in _numbers(kind)})
    except (KeyError, TypeError, ValueError):
        raise OptionError(f"{dict(data)} lacks its number.") from None


def check_between(value: float, low: float, high: float, what: str) -> None:
    """See that a policy's number lies inside its open range.

    Raises:
        OptionError: it does not.
    """
    if not low < value < high or not math.isfinite(value):
        raise OptionError(f"{what} lies between {low:g} and {high:g}, not at {value}.")


def _numbers(kind: type[Policy]) -> list[str]:
    return [field.name for field in fields(kind)]  # type: ignore[arg-type]


def _known(kinds: Mapping[str, type[Policy]]) -> str:
    return ", ".join(
        ":".join([name, *(each.upper() for each in _numbers(kind))]) for name, kind in kinds.items()
    )
