"""Runs a finished image the way Lambda does, as far as that goes without a Lambda."""

import re
from pathlib import Path

from ops.images.engine import Client
from ops.shell import CommandError, run

INSIDE = Path(__file__).parent / "inside"

START_SECONDS = 60

LIMITS = ["--rm", "--interactive", "--network", "none", "--read-only", "--tmpfs", "/tmp"]  # noqa: S108 - in the container
"""As on Lambda: nothing is writable but /tmp."""

SETTING = re.compile(r"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b")
LOADED = "Failed to get next"
"""What the runtime's client says when it asks for its first invocation: the handler was loaded by then."""
REFUSAL = "[ERROR]"
"""What its log says before the reason why a handler does not load."""
LOADING_FAILED = ("ImportModuleError", "HandlerNotFound", "MalformedHandlerName", "UserCodeSyntaxError")
"""The runtime's own names for a handler that can't be loaded at all."""


class SmokeError(Exception):
    """The image was built, and does not work."""


def inside(client: Client, image: str, script: str) -> str:
    """Run one of our scripts with the image's interpreter and give what it prints.

    Raises:
        SmokeError: the script found something wrong.
    """
    command = [client.path, "run", *LIMITS, "--entrypoint", "python", image, "-"]
    try:
        return run(command, stdin=(INSIDE / script).read_text("utf-8"))
    except CommandError as error:
        raise SmokeError(f"{image}: {script} says:\n{error.output.strip()}") from error


def unset_settings(client: Client, image: str) -> list[str]:
    """Start the image with its own entry point and no settings: it must refuse, and say which are missing.

    Returns:
        The variables that it names.

    Raises:
        SmokeError: it starts, can't load its handler, or does not name a variable.
    """
    # Nothing listens there: the runtime logs why the handler does not load before it tries to report it.
    command = [client.path, "run", *LIMITS, "--env", "AWS_LAMBDA_RUNTIME_API=127.0.0.1:9", image]
    try:
        output = run(command, timeout=START_SECONDS)
    except CommandError as error:
        output = error.output
    return named_settings(image, output)


def named_settings(image: str, output: str) -> list[str]:
    """The variables that a refusal to start names.

    Args:
        image: for the message.
        output: what the container printed.

    Raises:
        SmokeError: the handler was loaded or can't be found, or the refusal names no variable.
    """
    if LOADED in output:
        raise SmokeError(f"{image} starts without its settings: the handler must read them when it is loaded.")
    # Anywhere in a line: what is printed and what is logged come by two ways, and each may stand within the other.
    refusal = output.partition(REFUSAL)[2].partition("\n")[0]
    # After the message comes the traceback, with names of its own.
    message = refusal.partition("Traceback")[0].strip()
    if not message or any(name in message for name in LOADING_FAILED):
        raise SmokeError(f"{image}: the runtime can't load the handler:\n{message or output.strip()}")
    named = SETTING.findall(message)
    if not named:
        raise SmokeError(f"{image}: without settings it fails, but names none:\n{message}")
    return named
