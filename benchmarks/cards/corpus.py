"""The documents and their cards, honest and wrong, of tests/samples/cards."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from flashcard_generator.cards.checks.marks import Marks
from flashcard_generator.cards.schema import CardDraft
from flashcard_generator.pdf.chunks import Chunk
from ops.paths import ROOT

SAMPLES = ROOT / "tests/samples/cards"

Half = Literal["tune", "held_out", "round2", "round3", "round4", "round5", "round6", "round7", "round8"]
DEVELOPED: tuple[Half, ...] = ("tune", "held_out", "round2", "round3", "round4", "round5", "round6", "round7")
"""What the rules were made better on."""

BLIND: Half = "round8"
"""What nobody has read who changes a rule."""


@dataclass(frozen=True)
class SampleCard:
    """A card of which it is known whether it is right.

    Attributes:
        id: its document's name and its number there.
        draft: the card as a model writes it.
        page: the passage that it was made from: the page of its document.
        fault: what is wrong with it, or None.
        blind_answer: what a reader answered who had the question and the quote only.
        blind_marks: what that reader thought of the question; None in rounds that were written before there were marks.
    """

    id: str
    draft: CardDraft = field(repr=False)
    page: Chunk = field(repr=False)
    fault: str | None
    blind_answer: str = field(repr=False)
    blind_marks: Marks | None


def read_corpus(half: Half, folder: Path = SAMPLES) -> list[SampleCard]:
    """The cards of one round."""
    return [
        card
        for document in sorted((folder / half).iterdir())
        for card in _read_cards(_read_json(document / "document.json"), _read_json(document / "cards.json"))
    ]


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _read_cards(document: Any, cards: Any) -> Iterator[SampleCard]:
    pages = {each["page"]: Chunk(each["page"], each["text"], each["page"], each["page"]) for each in document["pages"]}
    for card in cards:
        written = {name: card[name] for name in ("type", "question", "answer", "quote")}
        draft = CardDraft.model_validate({**written, "passage": card["page"]})
        page, marks = pages[card["page"]], _read_marks(card)
        yield SampleCard(card["id"], draft, page, card["fault"], card["blind_answer"], marks)


def _read_marks(card: Any) -> Marks | None:
    given = {each.name: card[f"blind_{each.name}"] for each in fields(Marks) if f"blind_{each.name}" in card}
    return Marks(**given) if given else None
