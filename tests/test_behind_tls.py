"""What a site behind TLS promises, read from the settings as such an installation starts with them."""

import json
import os
import subprocess
import sys

NAMES = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER"]


def settings_at(site_url: str) -> list[object]:
    asked = f"import json; from redaksi import settings; print(json.dumps([getattr(settings, name) for name in {NAMES}]))"
    surroundings = {**os.environ, "SITE_URL": site_url}
    return json.loads(subprocess.check_output([sys.executable, "-c", asked], env=surroundings))


def test_behind_tls_cookies_are_secure_and_plain_http_is_left():
    assert settings_at("https://harian.id") == [True, True, 31_536_000, True, ["HTTP_X_FORWARDED_PROTO", "https"]]


def test_on_ones_own_machine_nothing_asks_for_tls():
    assert settings_at("http://127.0.0.1:8000") == [False, False, 0, False, None]
