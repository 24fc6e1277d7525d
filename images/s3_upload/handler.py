"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

from bandup.core.aws import Clients
from bandup.http.api_function import ApiFunction

from .function import UploadFunction
from .routes import build_api
from .services import Services
from .settings import Settings

services = Services.build(Settings.load(), Clients())
handler = UploadFunction(
    ApiFunction(build_api(services), services.checks), services.uploads, services.limits, services.require_account
)
