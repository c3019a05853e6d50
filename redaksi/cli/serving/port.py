"""Whether a port is free. granian would share it with another server without a word (SO_REUSEPORT)."""

import errno
import socket

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble


def address_of(host: str) -> str:
    """The number behind a host's name. Raises `Trouble` for a name nobody knows."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError as error:
        raise Trouble(_("%s is no address of this machine; try --host 127.0.0.1.") % host) from error


def claim(host: str, port: int) -> None:
    """Raise `Trouble` unless this process could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
            attempt.listen(1)
        except OSError as error:
            raise Trouble(_line_about(error, host, port)) from error


def _line_about(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return _(
            "Port %(port)s is taken by another program; choose another: `make demo PORT=%(other)s` or "
            "`redaksi serve --port %(other)s`."
        ) % {"port": port, "other": port + 1}
    if error.errno in (errno.EACCES, errno.EPERM):
        return _("Port %s is open to the system's administrator only; choose one above 1023.") % port
    return _("Nothing can be served at %(host)s port %(port)s (%(why)s); try --host 127.0.0.1.") % {
        "host": host,
        "port": port,
        "why": error.strerror,
    }
