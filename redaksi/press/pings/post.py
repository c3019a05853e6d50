"""One POST to a service that the settings name: bounded in time and size, led nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import urllib3
from django.conf import settings

PATIENCE = urllib3.Timeout(connect=5.0, read=10.0)
MOST_TEXT = 2_000  # bytes of what the service says, for the log


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where nobody answered; `wait` the seconds after which the service asks to be asked again."""

    status: int
    text: str = ""
    wait: float = 0.0

    @property
    def is_well(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_final(self) -> bool:
        """Whether asking again would be answered the same. A key may be refused until its file is found."""
        return 300 <= self.status < 500 and self.status not in (403, 408, 425, 429)


def post(url: str, body: bytes, kind: str) -> Answer:
    headers = {"Content-Type": kind, "User-Agent": f"Redaksi (+{settings.SITE_URL})"}
    with urllib3.PoolManager(retries=False, timeout=PATIENCE) as pool:
        try:
            answer = pool.request("POST", url, body=body, headers=headers, redirect=False, preload_content=False)
            text = answer.read(MOST_TEXT, decode_content=True).decode("utf-8", "replace")
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            return Answer(0, type(error).__name__)
        answer.close()
    return Answer(answer.status, text.strip(), _seconds(answer.headers.get("Retry-After", "")))


def _seconds(written: str) -> float:
    return float(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0.0
