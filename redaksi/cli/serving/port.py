"""Where readers knock: opened once and kept, so that whoever answers them can go and another come."""

import errno
import os
import socket

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

MOST_KNOCKING = 4096
FIRST_HANDED_OVER = 3


def address_of(host: str) -> str:
    """The number behind a host's name. Raises `Trouble` for a name nobody knows."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError as error:
        raise Trouble(_("%s is no address of this machine; try --host 127.0.0.1.") % host) from error


def claim(host: str, port: int) -> None:
    """Raise `Trouble` unless this process could listen there."""
    if handed_over() is None:
        listening(host, port, waiting=1).close()


def listening(host: str, port: int, waiting: int = MOST_KNOCKING) -> socket.socket:
    """Raises `Trouble`."""
    if (handed := handed_over()) is not None:
        return handed
    opened = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(waiting)
    except OSError as error:
        opened.close()
        raise Trouble(_line_about(error, host, port)) from error
    return opened


def handed_over() -> socket.socket | None:
    """The one that systemd holds for us (`redaksi.socket`; sd_listen_fds(3)): nobody is turned away while we start again."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS") != "1":
        return None
    return socket.socket(fileno=os.dup(FIRST_HANDED_OVER))


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
