"""Entry point: everything is built once per execution environment, and a bad environment fails the start."""

from .services import connect
from .settings import Settings

handler = connect(Settings.load())
