"""`redaksi serve`: this installation, at this address, until told to stop."""

from __future__ import annotations

import http.client
import os
from collections.abc import Callable
from urllib.parse import urlsplit

from redaksi.cli import address, installation
from redaksi.cli.language import gettext as _
from redaksi.cli.serving import port as ports
from redaksi.cli.serving import supervisor
from redaksi.cli.serving.journal import Journal
from redaksi.cli.serving.processes import all_services
from redaksi.cli.trouble import Trouble
from redaksi.lib import lock
from redaksi.lib.home import Home

LOCK = ".serving.lock"


def take_address(host: str, port: int) -> str:
    """Check the port and let the settings know of it; returns the host's number. Before Django starts."""
    number = ports.address_of(host)
    ports.claim(number, port)
    shown = f"[{number}]" if ":" in number else number
    reachable = "127.0.0.1" if number in ("0.0.0.0", "::") else shown  # noqa: S104 - compared, not bound
    os.environ.setdefault("SITE_URL", f"http://{reachable}:{port}")
    return number


def serve(home: Home, host: str, port: int, greeting: str = "") -> None:
    """Serve the prepared home; what `take_address` returned is `host`. Raises `Trouble`."""
    address.follow_site_url()
    try:
        with lock.held(home.folder / LOCK, wait=False):
            _serve(home, host, port, greeting)
    except lock.Taken as taken:
        raise Trouble(
            _("This home is served already, by process %(pid)s; name another with REDAKSI_HOME=… or stop that one.")
            % {"pid": taken.holder}
        ) from None


def is_serving(home: Home) -> str:
    """The process number that serves this home now, or empty."""
    return lock.holder_of(home.folder / LOCK)


def _serve(home: Home, host: str, port: int, greeting: str) -> None:
    from django.db import connections

    connections.close_all()
    journal = Journal(home.logs / "redaksi.log")
    try:
        with ports.listening(host, port) as readers:
            supervisor.run(all_services(home, readers.fileno()), journal, _greeter(journal, host, port, greeting))
        journal.note(_("Stopped."))
    finally:
        journal.close()


def _greeter(journal: Journal, host: str, port: int, greeting: str) -> Callable[[], bool]:
    url = os.environ["SITE_URL"].rstrip("/")

    def when_up() -> bool:
        if not _answers(host, port, urlsplit(url).netloc):
            return False
        journal.note("\n".join(filter(None, (_addresses(url), greeting, _("Ctrl-C stops it.")))))
        return True

    return when_up


def _addresses(url: str) -> str:
    return _("The site:     %(url)s/\nThe newsroom: %(url)s/admin/") % {"url": url}


def _answers(host: str, port: int, name: str) -> bool:
    there = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(there, port, timeout=2)
    try:
        connection.request("GET", "/sehat/", headers={"Host": name})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def prepare() -> Home:
    return installation.prepare(with_static=True)
