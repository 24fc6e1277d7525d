"""A passage as its cards are examined against it: what is found out about it once serves them all."""

from dataclasses import dataclass
from functools import cached_property

from ...pdf.chunks import Chunk
from .folding import Folded
from .language import Written


@dataclass(frozen=True)
class Passage:
    """A passage that the model was shown.

    Attributes:
        chunk: the passage.
    """

    chunk: Chunk

    @cached_property
    def folded(self) -> Folded:
        """Its text, to look for quotes in."""
        return Folded.of(self.chunk.text)

    @cached_property
    def written(self) -> Written:
        """Its script and language."""
        return Written.of(self.chunk.text)
