"""The shelf of many machines: Redis. What one machine prints all hand out; what one purges is gone on all.

Each machine asks for the generation a few times a second (`is_well`), so that a reader's request never waits for the net.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import batched
from typing import Any

import redis

from redaksi.press.store.page import Page, from_parts, head_of
from redaksi.press.store.shelf import EVERYWHERE

PREFIX = "redaksi:pages:"
MOST_PAGES = 50_000
PATIENCE_SECONDS = 2.0
REMEMBERED_PURGES = 10_000  # a page that was begun longer ago than so many purges is not kept
AT_ONCE = 500
LONGEST_MAKING_MS = 10_000  # a machine that went away keeps nobody from making a page for longer

# Names: {prefix}generation, {prefix}purged (key by generation), {prefix}used (address by time), {prefix}page:… (a hash),
# {prefix}keys:… (of an address), {prefix}shows:… (the addresses that show a key).
COMMON = """
local prefix = ARGV[1]
local function forget(address)
    for _, key in ipairs(redis.call('SMEMBERS', prefix .. 'keys:' .. address)) do
        redis.call('SREM', prefix .. 'shows:' .. key, address)
    end
    redis.call('DEL', prefix .. 'page:' .. address, prefix .. 'keys:' .. address)
    redis.call('ZREM', prefix .. 'used', address)
end
"""
KEEP = (
    COMMON
    + """
local address, since, now = ARGV[2], tonumber(ARGV[3]), ARGV[4]
local generation = tonumber(redis.call('GET', prefix .. 'generation') or '0')
if since < generation - tonumber(ARGV[5]) then return 0 end
for index = 12, #ARGV do
    local purged = redis.call('ZSCORE', prefix .. 'purged', ARGV[index])
    if purged and tonumber(purged) > since then return 0 end
end
forget(address)
redis.call('HSET', prefix .. 'page:' .. address, 'head', ARGV[6], 'gzip', ARGV[7], 'brotli', ARGV[8],
    'etag', ARGV[9], 'made_at', ARGV[10])
redis.call('ZADD', prefix .. 'used', now, address)
for index = 12, #ARGV do
    redis.call('SADD', prefix .. 'keys:' .. address, ARGV[index])
    redis.call('SADD', prefix .. 'shows:' .. ARGV[index], address)
end
local most = tonumber(ARGV[11])
local many = redis.call('ZCARD', prefix .. 'used')
if many > most then
    for _, old in ipairs(redis.call('ZRANGE', prefix .. 'used', 0, many - math.floor(most * 0.95) - 1)) do forget(old) end
end
return 1
"""
)
PURGE = (
    COMMON
    + """
local gone = {}
local addresses = {}
local everything = ARGV[4] == '1'
local generation = redis.call('INCR', prefix .. 'generation')
redis.call('ZREMRANGEBYSCORE', prefix .. 'purged', '-inf', generation - tonumber(ARGV[5]))
for index = 6, #ARGV do
    redis.call('ZADD', prefix .. 'purged', generation, ARGV[index])
    if not everything then
        for _, address in ipairs(redis.call('SMEMBERS', prefix .. 'shows:' .. ARGV[index])) do addresses[address] = true end
    end
end
if everything then
    for _, address in ipairs(redis.call('ZRANGE', prefix .. 'used', 0, -1)) do addresses[address] = true end
end
local done = {}
for address, _ in pairs(addresses) do
    if ARGV[2] == 'gone' then
        forget(address)
    else
        redis.call('HSETNX', prefix .. 'page:' .. address, 'stale_since', ARGV[3])
    end
    table.insert(done, address)
end
return done
"""
)
DROP = COMMON + "forget(ARGV[2])"
RELEASE = "if redis.call('GET', ARGV[1]) == ARGV[2] then redis.call('DEL', ARGV[1]) end"


class RedisShelf:
    """Raises `redis.RedisError` where Redis does not answer."""

    def __init__(self, url: str, prefix: str = PREFIX, most_pages: int = MOST_PAGES) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS)
        self._prefix, self._most_pages = prefix, most_pages
        self._keep, self._purge, self._drop, self._release = (
            self._redis.register_script(script) for script in (KEEP, PURGE, DROP, RELEASE)
        )
        self._seen = 0
        self._is_cut_off = True  # until the first look

    def generation(self) -> int:
        return self._seen

    def read(self, address: str) -> Page | None:
        head, gzipped, brotlied, stale_since = self._fields(address, "head", "gzip", "brotli", "stale_since")
        if head is None or gzipped is None or brotlied is None:
            return None
        return from_parts(head.decode(), gzipped, brotlied, float(stale_since) if stale_since else None)

    def still_holds(self, address: str, etag: str, made_at: float) -> bool:
        found = self._fields(address, "etag", "made_at", "stale_since")
        return tuple(found) == (etag.encode(), repr(made_at).encode(), None)

    def keep(self, address: str, page: Page, keys: Collection[str], since: int) -> bool:
        told: list[Any] = [self._prefix, address, since, time.time(), REMEMBERED_PURGES, head_of(page), page.gzip, page.brotli]
        return bool(self._keep(args=[*told, page.etag, repr(page.made_at), self._most_pages, *{*keys, *EVERYWHERE}]))

    @contextmanager
    def claim(self, address: str) -> Iterator[bool]:
        name, mark = f"{self._prefix}making:{address}", secrets.token_hex(8)
        is_ours = bool(self._redis.set(name, mark, nx=True, px=LONGEST_MAKING_MS))
        try:
            yield is_ours
        finally:
            if is_ours:
                with suppress(redis.RedisError):  # it ends by itself
                    self._release(args=[name, mark])

    def purge(self, gone: Collection[str], stale: Collection[str]) -> list[str]:
        done: dict[str, None] = {}
        for how, keys in (("gone", gone), ("stale", stale)):
            for some in batched(sorted(keys), AT_ONCE):
                is_all = "1" if EVERYWHERE & set(some) else "0"
                found = self._purge(args=[self._prefix, how, time.time(), is_all, REMEMBERED_PURGES, *some])
                done |= dict.fromkeys(address.decode() for address in found)
        return list(done)

    def drop(self, address: str) -> None:
        self._drop(args=[self._prefix, address])

    def note_used(self, addresses: Collection[str]) -> None:
        now = time.time()
        self._redis.zadd(f"{self._prefix}used", dict.fromkeys(addresses, now), xx=True)

    def is_well(self) -> bool:
        """Look up the generation. False when it went back, or could not be asked for a while: then nothing at hand is sure."""
        try:
            now = int(self._redis.get(f"{self._prefix}generation") or 0)
        except redis.RedisError:
            self._is_cut_off = True
            raise
        is_sure = not self._is_cut_off and now >= self._seen
        self._seen, self._is_cut_off = now, False
        return is_sure

    def _fields(self, address: str, *names: str) -> Any:
        return self._redis.hmget(f"{self._prefix}page:{address}", *names)
