"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

import bandup.core.start
from bandup.core.aws import Clients
from bandup.http.api_function import ApiFunction

from .function import FeedbackFunction
from .routes import build_api
from .services import Services
from .settings import Settings

services = Services.build(Settings.load(), Clients())
handler = FeedbackFunction(ApiFunction(build_api(services), services.checks), services.worker)
bandup.core.start.end()
