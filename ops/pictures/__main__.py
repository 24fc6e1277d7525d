"""`python -m ops.pictures`: see `make pictures`."""

from ops.console import make_console

from .files import write_pictures

make_console().print(f"{write_pictures()} pictures are drawn, as SVG and as PNG.")
