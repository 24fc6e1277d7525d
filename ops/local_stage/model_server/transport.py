"""Faults of the connection itself, as bodies that a threaded WSGI server sends."""

import os
import socket
import struct
import threading
from collections.abc import Iterator

from ops.local_stage.model_server.faults import Fault


def break_connection(fault: Fault, connection: socket.socket, stopping: threading.Event) -> Iterator[bytes] | None:
    """The body that breaks the connection as the fault says, or None if it is a fault of another kind."""
    if fault.kind == "hang":
        return hang(connection, fault.parameters["seconds"], stopping)
    if fault.kind == "reset":
        return reset(connection)
    return None


def hang(connection: socket.socket, seconds: float, stopping: threading.Event) -> Iterator[bytes]:
    """Send nothing for so long, or until the server stops, then close the connection."""
    yield from ()  # a generator, so that it runs while the server sends: it catches connection errors there
    stopping.wait(seconds)
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError


def reset(connection: socket.socket) -> Iterator[bytes]:
    """Reset the connection: with a linger time of zero, closing sends RST instead of FIN.

    The server goes on to use its file descriptor, so a closed stand-in takes its place.
    """
    yield from ()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stand_in, other_end = socket.socketpair()
    with stand_in, other_end:
        os.dup2(stand_in.fileno(), connection.fileno())
    raise ConnectionResetError


def drip(body: bytes, seconds: float, stopping: threading.Event) -> Iterator[bytes]:
    """Send the body in pieces, five in a second, so that no pause between two bytes is long."""
    pieces = max(1, min(len(body), round(seconds * 5)))
    size = -(-len(body) // pieces)
    for start in range(0, len(body), size):
        stopping.wait(seconds / pieces)
        yield body[start : start + size]
