"""Who grades: Gemini where there is a key, else the model server of the local stage."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import av

from bandup.core.errors import ConfigurationError
from bandup.ielts.findings import GrammarChecker
from bandup.models.catalogue import LiveModel, require_live, today
from bandup.models.gemini import GeminiModel
from bandup.models.usage import Tokens
from ops.local_stage.model_server.examiner import Examiner as OfflineExaminer
from ops.local_stage.model_server.server import ModelServer

from .exceptions import AccuracyError
from .scripts import Script

DEFAULT_MODEL = "gemini-3.5-flash-lite"
"""The platform's own default (terraform/platform/variables.tf); GEMINI_MODEL names another one."""

INSTRUCTION_TOKENS = 4_500
OUTPUT_TOKENS = 3_000
"""A guess of what one script takes, thinking included; what it took is in the report."""

AUDIO_TOKENS = 32
"""Of a second of sound (docs/use/speaking-cost.md)."""

_CHARACTERS_PER_TOKEN = 4
_LONGEST_SECONDS = 900.0
"""Where a recording does not say how long it is."""


@dataclass(frozen=True)
class Examiner:
    """The configured model.

    Attributes:
        model: what is asked for, and its prices.
        key: the provider's key; in no message and no report.
        base_url: where the offline examiner answers; None means Google, which is paid.
    """

    model: LiveModel
    key: str = field(repr=False)
    base_url: str | None

    @property
    def is_paid(self) -> bool:
        """Whether grading costs money."""
        return self.base_url is None

    def open(self) -> GeminiModel:
        """The adapter that the function itself uses, for one thread."""
        return GeminiModel(self.model, self._key, base_url=self.base_url)

    def _key(self, *, refresh: bool = False) -> str:  # noqa: ARG002 - the key of this process cannot change
        return self.key

    def estimated_usd(self, scripts: Sequence[Script]) -> Decimal:
        """About what grading `scripts` will cost."""
        if not self.is_paid:
            return Decimal(0)
        characters = sum(len(script.question) + len(script.text) for script in scripts)
        read = characters // _CHARACTERS_PER_TOKEN + INSTRUCTION_TOKENS * len(scripts)
        heard = sum(AUDIO_TOKENS * _seconds(script.audio) for script in scripts if script.audio)
        return self.model.cost(Tokens({"text": read, "audio": round(heard)}, {}, OUTPUT_TOKENS * len(scripts)), today())


def _seconds(audio: Path) -> float:
    try:
        with av.open(str(audio)) as container:
            return container.duration / av.time_base if container.duration else _LONGEST_SECONDS
    except av.FFmpegError:  # it will fail unpaid
        return 0.0


@contextmanager
def run_examiner(environment: Mapping[str, str], checker: GrammarChecker) -> Iterator[Examiner]:
    """The examiner that GEMINI_API_KEY and GEMINI_MODEL choose; without a key the model server runs meanwhile.

    Args:
        environment: where the two are looked up.
        checker: for the model server's examiner.

    Raises:
        AccuracyError: the model is unknown or retired.
    """
    try:
        model = require_live(environment.get("GEMINI_MODEL") or DEFAULT_MODEL, today())
    except ConfigurationError as error:
        raise AccuracyError(error.message) from error
    if model.model.provider != "gemini":
        raise AccuracyError(f"{model.id} is no Gemini model; the writing evaluator asks Gemini")
    if key := environment.get("GEMINI_API_KEY"):
        yield Examiner(model, key, base_url=None)
        return
    server = ModelServer(examiner=OfflineExaminer(checker))
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield Examiner(model, "offline", server.url)
    finally:
        server.stop()
        thread.join()
