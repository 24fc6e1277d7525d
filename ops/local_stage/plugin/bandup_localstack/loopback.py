"""Nothing of the stage listens beyond this machine.

LocalStack ignores the host of GATEWAY_LISTEN and binds every interface.
"""

from functools import partial

from localstack import config
from localstack.runtime import hooks
from twisted.internet import endpoints


@hooks.on_infra_start()
def listen_on_loopback_only() -> None:
    """Give every server that Twisted starts the host of GATEWAY_LISTEN as its interface."""
    host = config.GATEWAY_LISTEN[0].host
    endpoints.TCP4ServerEndpoint = partial(endpoints.TCP4ServerEndpoint, interface=host)
