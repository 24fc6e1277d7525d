"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

import bandup.core.start
from bandup.core.aws import Clients

from .services import Services
from .settings import Settings

_services = Services.build(Settings.load(), Clients())
_services.models.prepare()
_services.checker.start()  # its tables take 2 s, which the first job need not wait for

handler = _services.worker
bandup.core.start.end()
