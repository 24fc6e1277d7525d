"""A model whose answers are given, behind the real reading and repairing of answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from bandup.core.clock import Deadline
from bandup.models.port import Prompt
from bandup.models.structured import Reply, get_valid_answer
from bandup.models.usage import Ledger, Usage
from unit.generate_feedback.samples import answer

T = TypeVar("T")


@dataclass
class ScriptedModel:
    """Gives its replies one by one, the last again and again; an exception is raised instead.

    Attributes:
        replies: text as a model writes it, or a document that is written as JSON.
        notes: the repair notes that came with each call; None for a first try.
        asked: the prompts.
    """

    replies: list[Any] = field(default_factory=lambda: [answer()])
    notes: list[str | None] = field(default_factory=list)
    asked: list[Prompt] = field(default_factory=list)

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        assert schema["type"] == "object"

        def ask(repair: str | None, *, larger: bool) -> Reply:
            assert deadline.budget() > 0
            assert repair is not None or not larger
            self.notes.append(repair)
            self.asked.append(prompt)
            reply = self.replies[min(len(self.notes), len(self.replies)) - 1]
            if isinstance(reply, Exception):
                raise reply
            ledger.add(Usage("coach-7", 1000, 100, Decimal("0.003")))
            return reply if isinstance(reply, Reply) else Reply(reply if isinstance(reply, str) else json.dumps(reply))

        return get_valid_answer(ask, validate)
