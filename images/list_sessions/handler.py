"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

from bandup.http.api_function import ApiFunction
from bandup.wiring.paged import PagedServices, PagedSettings

from .sessions import build_api

services = PagedServices.connect(PagedSettings.load())
handler = ApiFunction(build_api(services), services.checks)
