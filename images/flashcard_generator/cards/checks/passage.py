"""A passage as its cards are checked against it: what is computed once serves all of them."""

from dataclasses import dataclass
from functools import cached_property

from bandup.core.folding import FoldedText

from ...pdf.chunks import Chunk
from .language import PassageLanguage
from .novelty import has_content
from .plain import read_plain
from .terms import split_terms


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
