"""A stand-in for Titan on the wire, in a process of its own: the right form, some vector, and a fixed delay.

Run by itself it prints its port and serves until its standard input is closed.
"""

import asyncio
import json
import math
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

DIMENSIONS = 512
HALVES = 256
_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"


def _halves() -> list[bytes]:
    """Halves of vectors. Any two make a vector of length 1, so an answer costs this process next to nothing."""
    spread, halves = random.Random(0), []
    for _ in range(HALVES):
        numbers = [spread.gauss(0, 1) for _ in range(DIMENSIONS // 2)]
        length = math.hypot(*numbers) * math.sqrt(2)
        halves.append(json.dumps([number / length for number in numbers])[1:-1].encode())
    return halves


def _answer(halves: list[bytes], asked: bytes) -> bytes:
    """The answer to a request: another vector for almost any two texts, the same for the same."""
    first, second = divmod(zlib.crc32(asked) % HALVES**2, HALVES)
    body = b'{"embedding": [%b, %b], "inputTextTokenCount": 650}' % (halves[first], halves[second])
    return _HEAD % len(body) + body


async def serve(delay: float) -> None:
    """Answer every request after `delay` seconds, until the standard input ends."""
    halves = _halves()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
                body = await reader.readexactly(length)
                await asyncio.sleep(delay)
                writer.write(_answer(halves, body))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            writer.close()  # the client went, or the bench is over

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201  # its caller reads the port
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def provider(delay: float) -> Iterator[str]:
    """The address of such a provider.

    Args:
        delay: seconds before each answer.
    """
    command = [sys.executable, "-m", "speed.provider", str(delay)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the stand-in provider has no pipes")
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
