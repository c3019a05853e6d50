"""One OpenSearch server and the name under which this paper's index is read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from opensearchpy import OpenSearch, helpers
from opensearchpy.exceptions import NotFoundError, OpenSearchException

from redaksi.archive.engines.contract import Health, Unavailable

ALIAS = "redaksi"
SECONDS = 10
SECONDS_TO_WRITE = 120
AT_ONCE = 500

Body = dict[str, Any]


class Server:
    def __init__(self, url: str, **how: Any) -> None:
        """`https://user:password@host:9200/harian`: the path names the index, `redaksi` where there is none."""
        self._address = url
        parts = urlsplit(url)
        self.alias = parts.path.strip("/") or ALIAS
        self._client = OpenSearch([f"{parts.scheme}://{parts.netloc}"], timeout=SECONDS, max_retries=1, **how)

    def __reduce__(self) -> tuple[type[Server], tuple[str]]:
        """Another process asks the same server through connections of its own."""
        return Server, (self._address,)

    def search(self, body: Body) -> Body:
        with told():
            found: Body = self._client.search(index=self.alias, body=body)
        return found

    def indices(self) -> list[str]:
        """What the alias stands for: one, or none."""
        with told():
            try:
                return sorted(self._client.indices.get_alias(name=self.alias))
            except NotFoundError:
                return []

    def condition(self) -> str:
        with told():
            return str(self._client.cluster.health(index=self.alias)["status"])

    def create(self, index: str, body: Mapping[str, Any]) -> None:
        with told():
            self._client.indices.create(index=index, body=body)

    def put_in_place(self, index: str) -> None:
        """Under the alias, at once and for all, and whatever was there before is dropped."""
        before = self.indices()
        removals = [{"remove": {"index": old, "alias": self.alias}} for old in before]
        with told():
            self._client.indices.refresh(index=index, params={"timeout": SECONDS_TO_WRITE})
            self._client.indices.update_aliases(body={"actions": [*removals, {"add": {"index": index, "alias": self.alias}}]})
            for old in before:
                self._client.indices.delete(index=old)

    def drop(self, index: str) -> None:
        with told():
            self._client.indices.delete(index=index, params={"ignore_unavailable": "true"})

    def write(self, index: str, acts: Iterable[Body], is_found_at_once: bool) -> None:
        """What is to be deleted and is not there, is no error."""
        how: Body = {"refresh": "true"} if is_found_at_once else {}
        with told():
            _count, errors = helpers.bulk(
                self._client,
                ({"_index": index, **act} for act in acts),
                chunk_size=AT_ONCE,
                raise_on_error=False,
                request_timeout=SECONDS_TO_WRITE,
                **how,
            )
        serious = [error for error in errors if error.get("delete", {}).get("status") != 404]
        if serious:
            raise Unavailable(Health.UNREACHABLE, str(serious[0])[:300])


@contextmanager
def told() -> Iterator[None]:
    try:
        yield
    except NotFoundError as error:
        raise Unavailable(Health.MISSING, str(error)) from error
    except OpenSearchException as error:
        raise Unavailable(Health.UNREACHABLE, str(error)) from error
