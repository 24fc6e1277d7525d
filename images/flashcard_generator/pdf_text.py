"""From the blocks of a page to text that reads on."""

from collections.abc import Iterable


def flowing(blocks: Iterable[str]) -> str:
    """The text of a page: a paragraph a line."""
    return "\n".join(" ".join(block.split()) for block in blocks if block.strip())
