"""nginx, handing out the very page of ours as a file: what a stored page is measured against."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redaksi.cli.benchmarks.load import SERVERS_CORE, on_core

CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; gzip_static on;
    types {{ text/html html; }} charset utf-8;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port}; root {folder}/pages; }}
}}
"""


@contextmanager
def serving(folder: Path, port: int, page: bytes) -> Iterator[int]:
    """The page at `/index.html`, packed beside it; gives the process' number."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    folder.chmod(0o755)
    (pages / "index.html").write_bytes(page)
    (pages / "index.html.gz").write_bytes(gzip.compress(page, 6))
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port))
    command = [*on_core(SERVERS_CORE), "nginx", "-e", str(folder / "errors"), "-c", str(configuration)]
    process = subprocess.Popen(command)  # noqa: S603 - our own words
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()
