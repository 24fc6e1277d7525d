"""LocalStack's plugin point for running functions, answered with sandboxes."""

from functools import cache
from typing import Any

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from .calls import callers
from .function import Function, Launch, RuntimeUnavailableError
from .image_runtime import ImageLauncher
from .process_runtime import ProcessLauncher
from .report import unavailable_payload
from .runtime_api import Invocation
from .sandbox import Sandbox
from .settings import PluginSettings

# What LocalStack sets for its own runtime images; on Lambda a function sees none of it.
_LOCALSTACK_ONLY = ("LOCALSTACK_", "EDGE_PORT", "_AWS_XRAY_", "_HANDLER")


@cache
def launcher() -> Launch:
    """How this stage's functions are started."""
    settings = PluginSettings.from_environment()
    if settings.runtime == "image":
        return ImageLauncher(settings.stage_id)
    return ProcessLauncher(settings.code_dir, settings.functions_dir)


class BandupExecutor(RuntimeExecutor):
    """One execution environment of one function version."""

    def __init__(self, id: str, function_version: FunctionVersion) -> None:  # noqa: A002 - the base class's name
        super().__init__(id, function_version)
        self._sandbox: Sandbox | None = None

    def start(self, env_vars: dict[str, Any]) -> None:
        version = self.function_version
        function = Function(
            name=version.id.function_name,
            version=version.id.qualifier,
            image_uri=version.config.image.image_uri,
            memory_mb=version.config.memory_size,
            timeout_seconds=version.config.timeout,
            environment={name: str(value) for name, value in env_vars.items() if not name.startswith(_LOCALSTACK_ONLY)},
        )
        callers.learn(function.environment.get("AWS_ACCESS_KEY_ID", ""), function.name)
        self._sandbox = Sandbox(function, launcher())
        try:
            self._sandbox.start()
        except RuntimeUnavailableError as error:
            raise _unavailable(error) from error

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        assert self._sandbox is not None, "LocalStack starts an environment before it invokes it"
        invocation = Invocation(
            request_id=payload["invoke-id"],
            function_arn=payload["invoked-function-arn"],
            trace_id=payload["trace-id"],
            payload=payload["payload"].encode(),
        )
        try:
            result = self._sandbox.invoke(invocation)
        except RuntimeUnavailableError as error:
            raise _unavailable(error) from error
        return InvocationResult(
            request_id=invocation.request_id, payload=result.payload, is_error=result.is_error, logs=result.log
        )

    def stop(self) -> None:
        if self._sandbox:
            self._sandbox.close()

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        return ""  # for LocalStack's own runtime images only

    def get_logs(self) -> str:
        return ""  # every invocation hands over its own

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        """Nothing to prepare: the image or snapshot was checked when the function was made."""

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        """Nothing was prepared."""


def _unavailable(error: RuntimeUnavailableError) -> StatusErrorException:
    return StatusErrorException(str(error), payload=unavailable_payload(str(error)))


class BandupExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen by LAMBDA_RUNTIME_EXECUTOR=bandup."""

    name = "bandup"

    def load(self, *_args: object, **_kwargs: object) -> type[RuntimeExecutor]:
        return BandupExecutor
