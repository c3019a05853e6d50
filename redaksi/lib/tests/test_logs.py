import logging
import logging.config
import sys

import pytest

from redaksi.lib import logs

TOKEN = "Zm9vYmFyYmF6cXV4" * 2


@pytest.mark.parametrize("as_json", [True, False])
def test_a_partners_token_is_in_no_line_of_the_log(as_json):
    formatter = logging.config.DictConfigurator(logs.to_stderr("INFO", as_json)).configure_formatter(
        logs.to_stderr("INFO", as_json)["formatters"]["event"]
    )
    address = f"/mitra/{TOKEN}/berita.json"
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (address,), None)
    record.request = f"<WSGIRequest: GET '{address}'>"
    line = formatter.format(record)
    assert (TOKEN in line, line.count("/mitra/***/berita.json")) == (False, 2)


def test_a_partners_number_stays():
    assert logs.without_secrets(None, "", "/admin/mitra/12/token/") == "/admin/mitra/12/token/"


@pytest.mark.parametrize("as_json", [True, False])
def test_a_traceback_says_nothing_of_the_variables(as_json):
    formatter = logging.config.DictConfigurator(logs.to_stderr("INFO", as_json)).configure_formatter(
        logs.to_stderr("INFO", as_json)["formatters"]["event"]
    )
    secret = TOKEN.lower()
    try:
        raise ValueError(len(secret))
    except ValueError:
        record = logging.LogRecord("redaksi", logging.ERROR, "", 0, "Trouble", (), sys.exc_info())
    line = formatter.format(record)
    assert (TOKEN.lower() in line, "ValueError: 32" in line) == (False, True)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('{"request": "GET /cari/?q=rahasia&u=jum\'at", "code": 200}', '{"request": "GET /cari/?***", "code": 200}'),
        ("request='GET /cari/?q=rahasia' code=200", "request='GET /cari/?*** code=200"),
        ("<WSGIRequest: POST '/layanan/?email=a'>", "<WSGIRequest: POST '/layanan/?***"),
        ("GET /tidak/laras@contoh.id/", "GET /tidak/***/"),
        ("GET /tidak/laras%2540contoh.co.id/", "GET /tidak/***/"),
        (f"GET /buletin/berhenti/{TOKEN}/", "GET /buletin/berhenti/***/"),
        (f"GET /layanan/perkara/{TOKEN}/", "GET /layanan/perkara/***/"),
        (f"GET /admin/password_reset/confirm/MQ/{TOKEN}/", "GET /admin/password_reset/confirm/MQ/***/"),
        ("GET /2026/01/apa-kabar-17/", "GET /2026/01/apa-kabar-17/"),
        ("Why? Because 3 @ 4.", "Why? Because 3 @ 4."),
    ],
)
def test_neither_keys_nor_what_somebody_typed_stay_in_a_line(line, kept):
    assert logs.without_secrets(None, "", line) == kept


@pytest.mark.parametrize("as_json", [True, False])
def test_a_readers_browser_and_address_are_no_part_of_an_event(as_json):
    told = logs.to_stderr("DEBUG", as_json)
    formatter = logging.config.DictConfigurator(told).configure_formatter(told["formatters"]["event"])
    record = logging.LogRecord("x", logging.DEBUG, "", 0, "request_started", (), None)
    record.user_agent, record.ip, record.code = "Perambah-Rahasia", "203.0.113.77", 200
    line = formatter.format(record)
    assert ("Rahasia" in line, "203.0.113.77" in line, "200" in line) == (False, False, True)
