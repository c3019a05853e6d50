"""What the kiosk has to know of the installation. `redaksi serve` tells it, for the settings are Django's."""

import json
from dataclasses import asdict, dataclass
from typing import Self

VARIABLE = "REDAKSI_KIOSK"


@dataclass(frozen=True)
class Setup:
    """`site`: the readers' address. `pressroom`: the socket Django listens at. `store`, `static`, `media`: folders.

    `readings`: the folder in which readings are counted, by the clock of `zone`.
    `redis` is empty where the store lies on the disk; `proxies`: addresses or networks whose word on a reader is taken.
    """

    site: str
    hosts: tuple[str, ...]
    proxies: tuple[str, ...]
    session_cookie: str
    pressroom: str
    store: str
    redis: str
    static: str
    media: str
    readings: str
    zone: str

    @classmethod
    def read(cls, text: str) -> Self:
        said = json.loads(text)
        return cls(**{**said, "hosts": tuple(said["hosts"]), "proxies": tuple(said["proxies"])})

    def written(self) -> str:
        return json.dumps(asdict(self))
