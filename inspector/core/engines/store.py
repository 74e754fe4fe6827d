"""What was measured about a network on this machine, with the converted network, on disk."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from inspector.core.engines.openvino_engine import compiled
from inspector.core.engines.trial import Trial, pick
from inspector.core.errors import InspectorError
from inspector.core.files import make_folder, write_text
from inspector.core.image import file_hash

FOLDER = "engines"
"""Name of the folder in the cache where measurements and converted networks lie."""

_PARTS = (".xml", ".bin")


@dataclass(frozen=True, slots=True)
class Record:
    """What was measured. note: what a person should know; "" where there is nothing."""

    trials: tuple[Trial, ...]
    note: str = ""


class Store:
    """The place of one network on one device. Everything in it may be deleted at any time.

    key: names all that the engine depends on; its first word is the network's name.
    facts: versions and processor; a record that was made with others counts as missing.
    """

    def __init__(self, folder: Path, key: str, facts: Mapping[str, str]) -> None:
        self._base = folder / hashlib.sha256(key.encode()).hexdigest()[:32]
        self._label = key.partition(" ")[0]
        self._facts = dict(facts)

    @property
    def network(self) -> Path:
        """The .xml of the converted network; its .bin lies beside it."""
        return self._base.with_suffix(".xml")

    def read(self) -> Record | None:
        """The record, with the converted network as it was put; None where anything is amiss."""
        try:
            found = json.loads(self._base.with_suffix(".json").read_text(encoding="utf-8"))
            if found["facts"] != self._facts:
                return None
            trials = tuple(Trial(**each) for each in found["trials"])
            if (trials[0].engine, trials[0].precision) != ("torch", "float32"):
                return None
            if found["sums"] and found["sums"] != self._sums():
                return None
            return Record(trials, str(found["note"]))
        except (OSError, ValueError, LookupError, TypeError, InspectorError):
            return None

    def can_keep(self) -> bool:
        """Whether something can be written here."""
        with suppress(InspectorError, OSError):
            make_folder(self._base.parent)
            return os.access(self._base.parent, os.W_OK)
        return False

    def put(self, convert: Callable[[Path], None]) -> None:
        """Keep a converted network, which `convert` writes to the .xml it is given.

        Raises:
            InspectorError: the folder cannot be made. OSError: it cannot be written.
        """
        make_folder(self._base.parent)
        draft = self._base.with_name(f".saving-{secrets.token_hex(8)}.xml")
        try:
            convert(draft)
            shutil.rmtree(compiled(self.network), ignore_errors=True)  # of another one
            for part in _PARTS:
                draft.with_suffix(part).replace(self._base.with_suffix(part))
        finally:
            for part in _PARTS:
                with suppress(OSError):
                    draft.with_suffix(part).unlink(missing_ok=True)

    def write(self, record: Record, *, with_network: bool) -> None:
        """Keep a record; a disk that cannot be written only means that it is measured again."""
        if not with_network:
            self.forget_network()
        with suppress(InspectorError, OSError):
            make_folder(self._base.parent)
            about: dict[str, Any] = {
                "network": self._label,
                "facts": self._facts,
                "trials": [asdict(each) for each in record.trials],
                "note": record.note,
                "sums": self._sums() if with_network else {},
            }
            write_text(self._base.with_suffix(".json"), json.dumps(about, indent=1) + "\n")

    def forget_network(self) -> None:
        """Remove the converted and the compiled network, each as large as its weights."""
        for part in _PARTS:
            with suppress(OSError):
                self._base.with_suffix(part).unlink(missing_ok=True)
        shutil.rmtree(compiled(self.network), ignore_errors=True)

    def forget_half_done(self) -> None:
        """Remove a network that no record speaks of: another process may have finished one."""
        if self.read() is None:
            self.forget_network()

    def _sums(self) -> dict[str, str]:
        """Of the converted network, and of what was compiled of it: OpenVINO checks little."""
        files = [self._base.with_suffix(part) for part in _PARTS]
        files += sorted(path for path in compiled(self.network).glob("*") if path.is_file())
        return {path.name.removeprefix(self._base.name): file_hash(path) for path in files}


def summaries(folder: Path) -> dict[str, str]:
    """What was measured of each network, as one line for people: by name and number."""
    found: dict[str, str] = {}
    for number, path in enumerate(sorted(folder.glob("[!.]*.json")), 1):
        with suppress(OSError, ValueError, KeyError, TypeError):
            about = json.loads(path.read_text(encoding="utf-8"))
            trials = [Trial(**each) for each in about["trials"]]
            best = pick(trials)
            parts = [f"{each.engine} {each.precision} {each.seconds:.3g}" for each in trials]
            text = f"{best.engine} {best.precision} (of {', '.join(parts)})"
            found[f"{number} {about['network']}"] = f"{text} {about['note']}".strip()
    return found
