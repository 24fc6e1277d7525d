"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

from bandup.http.api_function import ApiFunction

from .services import Services
from .settings import Settings
from .skills import build_api

services = Services.connect(Settings.load())
handler = ApiFunction(build_api(services), services.checks)
