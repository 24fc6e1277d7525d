"""The environment of a function that asks Gemini; apart from the model, whose import of Google's SDK takes long."""

from bandup.core.settings import FunctionSettings, SecretArn, Url


class GeminiSettings(FunctionSettings):
    """Base of such a function's settings.

    Attributes:
        gemini_api_key_secret_arn: the secret that holds the API key.
        gemini_model: which model is asked; it must be live in the catalogue.
        gemini_base_url: the provider's address; unset means Google's.
    """

    gemini_api_key_secret_arn: SecretArn
    gemini_model: str
    gemini_base_url: Url | None = None
