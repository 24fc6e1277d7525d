"""Find what a request for flashcards says.

The convention: before the blocks, lines such as `- CLOZE: 4` say how many cards of which kind are wanted. Passages
stand in blocks `<passage number="7">`, sentences that have a card already in a block `<used>`, one a line,
and earlier cards that were rejected in a block `<rejected>`: reason, kind and question, one a line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ops.local_stage.model_server.errors import CannotAnswerError

_WANTED = re.compile(r"^- ([A-Z_]+): (\d+)$", re.MULTILINE)
_PASSAGE = re.compile(r'^<passage number="(\d+)">\n(.*?)\n</passage>$', re.MULTILINE | re.DOTALL)
_USED = re.compile(r"^<used>\n(.*?)\n</used>$", re.MULTILINE | re.DOTALL)
_REJECTED = re.compile(r"^<rejected>\n(.*?)\n</rejected>$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class CardPrompt:
    """A request for cards.

    Attributes:
        wanted: how many cards of each kind.
        passages: each passage's text by its number.
        used: sentences that are not to be used again, without blanks.
        rejected: questions that are not to be asked again, without blanks.
    """

    wanted: Mapping[str, int]
    passages: Mapping[int, str]
    used: frozenset[str]
    rejected: frozenset[str]


def read_card_prompt(user: str) -> CardPrompt:
    """Read the counts and the blocks.

    Raises:
        CannotAnswerError: there is no passage, or nothing is wanted.
    """
    head, _, _ = user.partition("\n<passage ")
    wanted = {kind: int(count) for kind, count in _WANTED.findall(head)}
    passages = {int(number): text for number, text in _PASSAGE.findall(user)}
    if not wanted or not passages:
        msg = "The offline card writer must be told how many cards of which kind, and be shown passages."
        raise CannotAnswerError(msg)
    used = frozenset(remove_blanks(line) for line in _lines(_USED, user))
    rejected = frozenset(remove_blanks(line.split(": ", 2)[-1]) for line in _lines(_REJECTED, user))
    return CardPrompt(wanted, passages, used, rejected)


def _lines(block: re.Pattern[str], text: str) -> list[str]:
    found = block.search(text)
    return [line.removeprefix("- ") for line in found[1].splitlines()] if found else []


def remove_blanks(text: str) -> str:
    """The text without its blanks, to compare sentences by."""
    return "".join(text.split())
