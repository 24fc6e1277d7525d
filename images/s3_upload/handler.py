"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

from .app import UploadApi
from .services import Services
from .settings import Settings

handler = UploadApi(Services.connect(Settings.load()))
