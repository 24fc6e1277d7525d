"""Functions are known by the digest in their image reference, and are refused if there is nothing behind it.

LocalStack takes any text as an image reference, and asks a container engine for its digest even where none is needed.
"""

from localstack.aws.api.lambda_ import InvalidParameterValueException
from localstack.runtime import hooks
from localstack.services.lambda_ import provider
from localstack.services.lambda_.invocation.lambda_models import ImageCode

from .executor import launcher
from .function import RuntimeUnavailableError
from .image_runtime import ImageLauncher
from .process_runtime import ProcessLauncher
from .reference import ImageReference


class DigestImageCode(ImageCode):
    """An image that is named by its digest already."""

    @property
    def resolved_image_uri(self) -> str:
        return str(self.image_uri)


def image_code(image_uri: str) -> DigestImageCode:
    """The code of a function that runs `image_uri`.

    Raises:
        InvalidParameterValueException: the reference names no digest, or what it names does not exist.
    """
    try:
        reference = ImageReference.parse(image_uri)
        launch = launcher()
        if isinstance(launch, ImageLauncher):
            launch.require(image_uri)
        elif isinstance(launch, ProcessLauncher):
            launch.code_of(image_uri)
    except (ValueError, RuntimeUnavailableError) as error:
        raise InvalidParameterValueException(str(error), Type="User") from error
    return DigestImageCode(image_uri=image_uri, code_sha256=reference.digest, repository_type="ECR")


@hooks.on_infra_start()
def resolve_images_by_digest() -> None:
    """Let CreateFunction and UpdateFunctionCode use `image_code`."""
    provider.create_image_code = image_code
