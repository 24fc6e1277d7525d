"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

import bandup.core.start
from bandup.core.aws import Clients

from .app import JobApi
from .services import Services
from .settings import Settings

handler = JobApi(Services.build(Settings.load(), Clients()))
bandup.core.start.end()
