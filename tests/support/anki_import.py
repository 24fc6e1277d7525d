"""Anki itself, with a collection of its own."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Imported:
    """What Anki says it did with the notes of a package."""

    new: int
    updated: int
    unchanged: int
    refused: int


class Anki:
    """One learner's collection in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def load(self, package: bytes, *, merge: bool = False) -> Imported:
        """Import a package; `merge` is the option "Merge note types"."""
        file = self._folder / "deck.apkg"
        file.write_bytes(package)
        options = ImportAnkiPackageOptions(merge_notetypes=merge)
        request = ImportAnkiPackageRequest(package_path=str(file), options=options)
        log = self.collection.import_anki_package(request).log
        refused = len(log.conflicting) + len(log.missing_notetype) + len(log.missing_deck) + len(log.empty_first_field)
        return Imported(len(log.new), len(log.updated), len(log.duplicate), refused)

    def notes(self) -> list[Any]:
        return [self.collection.get_note(note_id) for note_id in self.collection.find_notes("")]

    def media(self) -> dict[str, bytes]:
        """The files of its media folder."""
        return {file.name: file.read_bytes() for file in Path(self.collection.media.dir()).iterdir()}

    def decks(self) -> list[str]:
        """Names only: Anki finds a deck that it has by its name, and gives a new one an id of its own."""
        return [deck.name for deck in self.collection.decks.all_names_and_ids() if deck.name != "Default"]

    def close(self) -> None:
        self.collection.close()


def read_side(side: str) -> str:
    """What a learner reads on one side of a card, without its style and blanks around it."""
    text = _TAG.sub("", _STYLE.sub("", side).replace("<br>", "\n"))
    return html.unescape(text).strip()
