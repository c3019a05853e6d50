"""A day's traffic on a served home, and then every file of it read: nothing says who read, with what, or what they typed."""

import gzip
import http.client
import sqlite3
import time

from redaksi.cli.tests.conftest import wait_until

LINE = "127.66.77.88"  # an address of this machine's own, so that it cannot be there by chance
FORWARDED = "203.0.113.77"
MAIL = "laras.rahasia"
AGENT = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0.0.0 Mobile Perambah-Rahasia"
COOKIE = "pelacak=kue-rahasia"
VISIT = "kunjunganrahasia"
SECRETS = [LINE, FORWARDED, MAIL, "Perambah-Rahasia", "kue-rahasia", VISIT, "Peramban-Iklan"]
PATHS = [
    "/",
    f"/?email={MAIL}@contoh.id",
    f"/?email={MAIL}%40contoh.id",
    f"/cari/?q={MAIL}%40contoh.id",
    f"/tidak-ada/{MAIL}@contoh.id/",
    f"/buletin/atur/{MAIL}%40contoh.id/",
    f"/admin/login/?next=/admin/%3Femail={MAIL}%40contoh.id",
    f"//{MAIL}@contoh.id/",
    f"/redaksi/?u={MAIL}@contoh.id",
]


def test_no_file_of_the_home_says_who_read_or_what_they_typed(served, monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")  # which says more than any other
    with served() as (_process, port, home):
        for path in PATHS:
            ask(port, "GET", path)
        ask(port, "POST", f"/tidak-ada/?email={MAIL}@contoh.id", f"email={MAIL}@contoh.id")
        ask(port, "POST", "/baca/", f"v={VISIT}&p=front&r=www.google.com")
        ask(port, "POST", "/baca/", f"v={VISIT}&p=front&email={MAIL}@contoh.id")
        wait_until(lambda: is_counted(home), seconds=60)
        time.sleep(1)  # what is written a moment later
        log = (home / "logs" / "redaksi.log").read_text()
        assert "/cari/" in log
        assert found_in(home) == []


def ask(port, verb, path, body=None):
    headers = {
        "Host": f"127.0.0.1:{port}",
        "Origin": f"http://127.0.0.1:{port}",
        "User-Agent": AGENT,
        "Cookie": COOKIE,
        "X-Forwarded-For": FORWARDED,
        "Referer": f"https://surat.contoh.id/?u={MAIL}@contoh.id",
        "X-Requested-With": "Peramban-Iklan",
    }
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(LINE, 0))
    line.request(verb, path, body, headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status


def is_counted(home):
    """The reading has come through the spool and the day's book into the sums."""
    with sqlite3.connect(f"file:{home / 'database.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute("SELECT count(*) FROM audience_tally WHERE name = 'from_search'").fetchone() == (1,)


def found_in(home):
    """Which file says what it should not; packed ones are unpacked."""
    files = sorted(path for path in home.rglob("*") if path.is_file() and "static" not in path.relative_to(home).parts)
    told = {path.relative_to(home): path.name.encode() + b"\n" + contents(path) for path in files}
    return [(str(path), secret) for path, text in told.items() for secret in SECRETS if secret.encode() in text]


def contents(path):
    text = path.read_bytes()
    try:
        return text + gzip.decompress(text)
    except (OSError, EOFError):
        return text
