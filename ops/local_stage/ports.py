"""The ports of the stage, all on the loopback interface."""

import socket
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields

import psutil

from ops.child_environment import HOST
from ops.local_stage.exceptions import PortInUseError, StageError


@dataclass(frozen=True)
class Ports:
    """One port per service.

    Attributes:
        localstack: LocalStack, for everything that has no port of its own.
        moto: Cognito and ECR.
        model: the model server.
        registry: the registry of the images that the functions run from.
        console: the learners' console.
    """

    localstack: int = 4566
    moto: int = 4567
    model: int = 4568
    registry: int = 5001
    console: int = 4569

    @staticmethod
    def variable(service: str) -> str:
        """The environment variable that chooses a service's port."""
        return f"BANDUP_{service.upper()}_PORT"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Ports":
        """The defaults, where no variable says otherwise.

        Raises:
            StageError: a variable is not a port number, or two services got the same one.
        """
        chosen = {}
        for field in fields(cls):
            name = cls.variable(field.name)
            if text := environment.get(name):
                if not text.isdecimal() or not 0 < int(text) < 65536:
                    raise StageError(f"{name} must be a port number from 1 to 65535, not {text!r}")
                chosen[field.name] = int(text)
        ports = cls(**chosen)
        if len(set(ports.by_service().values())) < len(fields(cls)):
            raise StageError(f"every service needs a port of its own: {ports.by_service()}")
        return ports

    @classmethod
    def free(cls) -> "Ports":
        """Ports that nothing listens on now, for a stage beside others."""
        with ExitStack() as held:
            numbers = []
            for _ in fields(cls):
                listener = held.enter_context(socket.socket())
                listener.bind((HOST, 0))
                numbers.append(listener.getsockname()[1])
        return cls(*numbers)

    def by_service(self) -> dict[str, int]:
        """Port numbers by the names of their services."""
        return asdict(self)

    def address(self, service: str) -> str:
        """Host and port of a service."""
        return f"{HOST}:{self.by_service()[service]}"

    def url(self, service: str) -> str:
        """Address of a service, without a slash at the end."""
        return f"http://{self.address(service)}"

    @property
    def console_origin(self) -> str:
        """Where the console is, by the one name that Cognito and browsers trust without encryption."""
        return f"http://localhost:{self.console}"

    def require_free(self, services: Iterable[str]) -> None:
        """See to it that the ports of services can be had.

        Raises:
            PortInUseError: something listens on one.
        """
        for service in services:
            port = self.by_service()[service]
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, port))
                except OSError as error:
                    raise PortInUseError(port, _holder(port), self.variable(service)) from error


def _holder(port: int) -> str | None:
    try:
        listening = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        pids = [c.pid for c in listening if c.laddr and c.laddr.port == port and c.pid]
        return f"process {pids[0]} ({' '.join(psutil.Process(pids[0]).cmdline())[:80]})" if pids else None
    except psutil.Error:
        return None
