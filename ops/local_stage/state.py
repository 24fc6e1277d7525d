"""What a started stage writes down, so that a later command finds it again."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ops.local_stage.plugin.bandup_localstack.settings import Runtime
from ops.local_stage.ports import Ports
from ops.local_stage.processes import ProcessRecord


@dataclass
class StageState:
    """A stage between its start and its end.

    Attributes:
        stage_id: unique per start; labels its containers.
        runtime: how its functions run.
        ports: where it listens.
        services: what runs, by name.
    """

    stage_id: str
    runtime: Runtime
    ports: Ports
    services: dict[str, ProcessRecord] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write it down."""
        path.write_text(json.dumps(asdict(self), indent=2))

    @classmethod
    def read(cls, path: Path) -> "StageState | None":
        """Read what was written, or None if there is nothing that can be read."""
        try:
            content = json.loads(path.read_text())
            return cls(
                stage_id=content["stage_id"],
                runtime=content["runtime"],
                ports=Ports(**content["ports"]),
                services={name: ProcessRecord(**record) for name, record in content["services"].items()},
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
