"""A server on this machine that answers as a test says, and a fetcher that may go there."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from redaksi.wire.fetching import Bounds, Fetcher, Politeness

HOST = "127.0.0.1"


@contextmanager
def server(answer):
    """`answer(handler)` for each GET and HEAD; gives the server's address and the requests that came."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, dict(self.headers)))
            answer(self)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer((HOST, 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{running.server_port}", seen
        running.shutdown()


def answer_with(handler, body=b"", status=200, **headers):
    handler.send_response(status)
    for name, value in {"Content-Length": len(body), **{n.replace("_", "-"): v for n, v in headers.items()}}.items():
        handler.send_header(name, str(value))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


def fetcher(**bounds):
    given = {"connect": 2.0, "read": 2.0, "whole": 5.0, "allowed_hosts": frozenset({HOST}), **bounds}
    return Fetcher(Bounds(**given), Politeness(pause=0))
