"""How long a script is, and how much of it is the candidate's own."""

from dataclasses import dataclass

from bandup.ielts import overlap, words


@dataclass(frozen=True)
class Length:
    """Counts of words.

    Attributes:
        words: all words.
        copied: words that stand in runs copied from the question; examiners do not count them.
        repeated: words that stand in runs which occurred before.
    """

    words: int
    copied: int
    repeated: int

    @property
    def own(self) -> int:
        """Words that are not copied from the question."""
        return self.words - self.copied


def length(essay: str, question: str) -> Length:
    """The length of `essay`; case and punctuation do not hide a copied run."""
    tokens = _plain(essay)
    return Length(
        words=len(tokens),
        copied=len(overlap.copied(tokens, _plain(question))),
        repeated=len(overlap.repeated(tokens)),
    )


def _plain(text: str) -> list[str]:
    return ["".join(filter(str.isalnum, token)).casefold() for token in words.tokens(text)]
