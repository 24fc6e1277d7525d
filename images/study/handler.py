"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

import bandup.core.start
from bandup.core.aws import Clients
from bandup.http.api_function import ApiFunction

from .routes import build_api
from .services import Services
from .settings import Settings

services = Services.build(Settings.load(), Clients())
handler = ApiFunction(build_api(services), services.checks)
bandup.core.start.end()
