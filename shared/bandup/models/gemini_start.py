"""Gemini as a function of this system calls it: a model of the catalogue, and its key from Secrets Manager."""

from functools import partial

from bandup.core.aws import client
from bandup.core.log import logger
from bandup.core.secrets import SecretCache
from bandup.models.catalogue import require_live, today
from bandup.models.gemini import GeminiModel


def started(model_id: str, key_secret_arn: str, base_url: str | None) -> GeminiModel:
    """The model, ready to be asked; nothing is called yet.

    Google's SDK is imported with this module, although it is most of a start: every job needs it, and a function starts
    with a full processor whatever its memory.

    Args:
        model_id: from the catalogue.
        key_secret_arn: the secret that holds the API key.
        base_url: the provider's address; None is Google's.

    Raises:
        ConfigurationError: the model is unknown or retired.
    """
    model = require_live(model_id, today())
    if model.warning:
        logger.warning(model.warning)
    key = partial(SecretCache(client("secretsmanager")).get, key_secret_arn)
    return GeminiModel(model, key, base_url=base_url)
