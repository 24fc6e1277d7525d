"""Prints what the processes of a container listen at, one address per line.

Run inside the container: only there may every process be asked, whoever asks.
"""

import psutil


def list_listeners() -> set[str]:
    """The addresses, as `<ip>:<port>`."""
    found = set()
    for process in psutil.process_iter():
        try:
            connections = process.net_connections("inet")
        except psutil.Error:
            continue
        found |= {f"{c.laddr.ip}:{c.laddr.port}" for c in connections if c.laddr and c.status == psutil.CONN_LISTEN}
    return found


if __name__ == "__main__":
    print("\n".join(sorted(list_listeners())))
