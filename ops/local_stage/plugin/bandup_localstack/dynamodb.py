"""DynamoDB Local from a folder that the driver prepared, on loopback, ended together with LocalStack."""

import os
import sys
from pathlib import Path

from localstack.runtime import hooks
from localstack.services.dynamodb.packages import DynamoDBLocalPackageInstaller
from localstack.services.dynamodb.server import DynamodbServer

from . import die_with_parent
from .settings import PluginSettings


@hooks.on_infra_start()
def use_given_emulator() -> None:
    """Point LocalStack at the prepared folder; without one it downloads the emulator, and a Java, itself."""
    settings = PluginSettings.from_environment()
    if settings.dynamodb_dir is None:
        return
    folder = str(settings.dynamodb_dir)
    preload = {"LD_PRELOAD": str(settings.loopback_library)} if settings.loopback_library else {}
    stock_command = DynamodbServer._create_shell_command

    def command(server: DynamodbServer) -> list[str]:
        java, *arguments = stock_command(server)
        # The agent only lifts the limit of 20 indexes, and is not part of the folder.
        arguments = [part for part in arguments if not part.startswith("-javaagent:")]
        options = [
            "-Djava.net.preferIPv4Stack=true",
            f"-Djava.io.tmpdir={os.environ['TMPDIR']}",
            "-XX:-UsePerfData",  # or it leaves a file in the machine's temporary folder when it is killed
        ]
        guard = [sys.executable, "-I", "-S", die_with_parent.__file__, str(os.getpid())]
        return [*guard, java, *options, *arguments]

    DynamoDBLocalPackageInstaller.install = lambda _installer, *_args, **_kwargs: None
    DynamoDBLocalPackageInstaller.is_installed = lambda _installer: True
    DynamoDBLocalPackageInstaller.get_installed_dir = lambda _installer: folder
    DynamoDBLocalPackageInstaller.get_ddb_agent_jar_path = lambda _installer: str(Path(folder) / "none.jar")
    DynamoDBLocalPackageInstaller.get_java_env_vars = lambda _installer: preload
    DynamodbServer._create_shell_command = command
