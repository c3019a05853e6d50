"""The index on an OpenSearch server: for several machines that serve one site. Needs the extra `redaksi[opensearch]`."""

from functools import lru_cache

from redaksi.archive.engines.opensearch.engine import OpenSearchEngine
from redaksi.archive.engines.opensearch.server import Server


@lru_cache(maxsize=8)
def opened(folder: str, url: str) -> OpenSearchEngine:
    return OpenSearchEngine(Server(url))
