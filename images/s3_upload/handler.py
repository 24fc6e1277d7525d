"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

from bandup.http.api_function import ApiFunction

from .routes import build_api
from .services import Services
from .settings import Settings

services = Services.connect(Settings.load())
handler = ApiFunction(build_api(services), services.checks)
