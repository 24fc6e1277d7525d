"""A passage as its cards are checked against it: what is computed once serves all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bandup.core.folding import FoldedText
from bandup.models.orders import Place, find_orders
from bandup.models.sanitize import Sanitizer

from ...pdf.chunks import Chunk
from .language import PassageLanguage
from .novelty import has_content
from .plain import read_plain
from .terms import split_terms

sanitize = Sanitizer("passage", "used", "rejected")
"""Makes a text safe for the prompt: it can neither open nor close one of the blocks."""


@dataclass(frozen=True)
class Passage:
    """A passage that the model was shown.

    Attributes:
        chunk: the passage.
    """

    chunk: Chunk

    @cached_property
    def folded(self) -> FoldedText:
        """Its text, to look for quotes in."""
        return FoldedText.of(self.chunk.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words with content, in order."""
        return [word for word in split_terms(read_plain(self.chunk.text)) if has_content(word)]

    @cached_property
    def language(self) -> PassageLanguage:
        """Its script and language."""
        return PassageLanguage.of(self.chunk.text)

    @cached_property
    def orders(self) -> tuple[Place, ...]:
        """Where its own words plainly give orders to the writer of cards."""
        return find_orders(sanitize(self.chunk.text))

    def find_orders(self, named: Sequence[str]) -> tuple[Place, ...]:
        """Where it gives orders to the writer of cards, who named some sentences as such."""
        return find_orders(sanitize(self.chunk.text), named) if named else self.orders
