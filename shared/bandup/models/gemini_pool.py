"""A pool of Gemini's models. Google's SDK, which takes most of a second to import, comes with the first of them."""

from typing import TYPE_CHECKING

from bandup.core.aws import Clients
from bandup.models.catalogue import require_live, today
from bandup.models.gemini_settings import GeminiSettings
from bandup.models.pool import ModelPool

if TYPE_CHECKING:
    from bandup.models.gemini import GeminiModel


def build_gemini_pool(settings: GeminiSettings, clients: Clients) -> "ModelPool[GeminiModel]":
    """The models of a function. Nothing is called yet.

    Raises:
        ConfigurationError: the configured model is unknown or retired.
    """
    require_live(settings.gemini_model, today())

    def build() -> "GeminiModel":
        from bandup.models.gemini import GeminiModel  # noqa: PLC0415  # at the top it would be most of the start

        return GeminiModel.build(settings, clients)

    return ModelPool(build)


def check_key(models: "ModelPool[GeminiModel]") -> None:
    """Raise the error of `GeminiModel.usable_key` if there is no usable key."""
    with models.borrow() as model:
        model.usable_key()
