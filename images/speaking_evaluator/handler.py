"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

import bandup.core.start
from bandup.core.aws import Clients

from .services import Services
from .settings import Settings

handler = Services.build(Settings.load(), Clients()).worker
bandup.core.start.end()
