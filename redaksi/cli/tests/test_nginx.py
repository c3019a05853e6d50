"""The nginx configuration that the documentation gives away, before an installation at work."""

import http.client
import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

import redaksi
from redaksi.cli.tests.conftest import free_port, is_listening, wait_until

CONFIGURATION = Path(redaksi.__file__).parent.parent / "docs" / "servers" / "nginx.conf"
OWN = {"server", "date", "connection", "etag", "last-modified", "content-length", "surrogate-key", "accept-ranges"}


@contextmanager
def nginx_before(port, home, folder):
    """The given configuration with the three lines changed that it asks to be changed; nginx' port."""
    own = free_port()
    given = CONFIGURATION.read_text()
    for before, after in (("127.0.0.1:8000", f"127.0.0.1:{port}"), ("listen 80;", f"listen 127.0.0.1:{own};")):
        assert given.count(before) == 1
        given = given.replace(before, after)
    given = given.replace("/srv/redaksi/home", str(home)).replace("server_name harian.id;", "server_name 127.0.0.1;")
    temporary = "\n".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole = (
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; user root;\n"
        f"events {{}}\nhttp {{\naccess_log off; types {{ text/html html; }}\n{temporary}\n{given}\n}}\n"
    )
    (folder / "nginx.conf").write_text(whole if os.geteuid() == 0 else whole.replace(" user root;", ""))
    process = subprocess.Popen(["nginx", "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf"])
    try:
        wait_until(lambda: is_listening(own), seconds=10)
        yield own
    finally:
        process.terminate()
        process.wait()


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


def is_ours(headers):
    """Whether the kiosk said it, and no file: only the kiosk says what a page shows."""
    return "surrogate-key" in headers


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here: `make bench-setup`")
def test_nginx_hands_out_the_same_store(served, tmp_path):
    with served() as (_process, port, home), nginx_before(port, home, tmp_path) as nginx:
        status, from_kiosk, text = ask(nginx, "/redaksi/")
        assert (status, is_ours(from_kiosk)) == (200, True)
        status, from_file, same = ask(nginx, "/redaksi/")
        assert (status, is_ours(from_file), same) == (200, False, text)
        assert without(OWN, from_file) == without(OWN, from_kiosk)

        tag = from_file["etag"]
        assert ask(nginx, "/redaksi/", if_none_match=tag)[0] == 304
        assert ask(nginx, "/redaksi/", accept_encoding="gzip")[1]["content-encoding"] == "gzip"
        assert ask(nginx, "/redaksi/", method="HEAD")[2] == b""

        assert is_ours(ask(nginx, "/redaksi/?utm_source=x")[1])
        assert "private" in ask(nginx, "/redaksi/", cookie="sessionid=x")[1]["cache-control"]
        assert ask(nginx, "/tidak-ada/")[0] == 404
        assert ask(nginx, "/../index.sqlite3")[0] in (400, 404)
        assert ask(nginx, "/redaksi/index.html")[0] == 404
        assert ask(nginx, "/sehat/")[0] == 200

        for file in (home / "pages" / "fresh").rglob("index.html*"):
            file.unlink()  # as a purge does
        assert is_ours(ask(nginx, "/redaksi/")[1])


def test_it_says_of_a_page_what_django_says():
    from redaksi.press.middleware import FOR_EVERYBODY

    given = CONFIGURATION.read_text()
    assert re.search(r'add_header Cache-Control "([^"]+)"', given)[1] == FOR_EVERYBODY


def without(names, headers):
    return {name: value for name, value in headers.items() if name not in names}
