"""What functions need of a language model, whichever provider it has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from bandup.core.clock import Deadline
from bandup.models.usage import Ledger

T = TypeVar("T")


@dataclass(frozen=True)
class Media:
    """A recording or a picture.

    Attributes:
        mime_type: what the bytes are, such as `audio/flac`, found from the bytes and not taken from a caller.
        data: the file.
    """

    mime_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Prompt:
    """One request to a model.

    Attributes:
        system: the instructions, written by us alone.
        parts: the material to work on, in the order in which the model gets it; what users wrote or said appears only
            here, as data: text between delimiters, recordings and pictures by themselves.
        repeated: how many of the parts, from the first, the next request of the same conversation begins with too. A
            provider may keep them, so that they cost less then.
        repair: whether an unusable answer is asked for once more, with a note of what is wrong.
    """

    system: str
    parts: tuple[str | Media, ...]
    repeated: int = 0
    repair: bool = True


class JsonModel(Protocol):
    """A model that answers with one JSON object."""

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        """Ask once, and once more if the answer is unusable and the prompt allows it.

        Args:
            prompt: what to ask.
            schema: JSON Schema of the answer, told to the provider.
            validate: turns the parsed answer (numbers as int and Decimal) into a value; raises ValueError, whose text
                is shown to the model, if the answer breaks a rule.
            deadline: the whole exchange ends within its budget.
            ledger: every call that the provider charged for is added, also when its answer was unusable.

        Returns:
            What `validate` returned.

        Raises:
            RetryLaterError: the provider is throttling or failing, or no time is left.
            InvalidOutputError: the answer stayed unusable.
            TerminalError: the provider will not work on this material.
            ConfigurationError: key, permission, model or request is wrong.
        """
        ...
