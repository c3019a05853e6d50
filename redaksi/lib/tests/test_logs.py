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
    assert logs.without_tokens(None, "", "/admin/mitra/12/token/") == "/admin/mitra/12/token/"


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
