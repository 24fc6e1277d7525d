"""Claude as a function of this system calls it: a model of the catalogue, in one region."""

from bandup.core.log import logger
from bandup.models import bedrock
from bandup.models.catalogue import require_live, today
from bandup.models.converse import ConverseModel
from bandup.models.retrying import MIN_ATTEMPT_SECONDS


def started(
    model_id: str,
    region: str,
    *,
    max_tokens: int,
    attempt_seconds: float,
    repair_seconds: float = MIN_ATTEMPT_SECONDS,
) -> ConverseModel:
    """The model, ready to be asked; nothing is called yet.

    Args:
        model_id: an inference profile of the catalogue.
        region: where Bedrock is called.
        max_tokens: output tokens of one answer.
        attempt_seconds: the longest single try.
        repair_seconds: how much time must be left to ask for an unusable answer anew.

    Raises:
        ConfigurationError: the model is unknown or retired.
    """
    model = require_live(model_id, today())
    if model.warning:
        logger.warning(model.warning)
    return ConverseModel(
        bedrock.runtime(region),
        model,
        max_tokens=max_tokens,
        attempt_seconds=attempt_seconds,
        repair_seconds=repair_seconds,
    )
