"""The Content-Security-Policy, composed of declared parts: a guest is admitted by name, the rest stays shut."""

from collections.abc import Mapping

Directives = Mapping[str, tuple[str, ...]]

SELF, NONE, INLINE, DATA, BLOB = "'self'", "'none'", "'unsafe-inline'", "data:", "blob:"

PARTS: dict[str, Directives] = {
    # What readers get: only our own files, nothing inline.
    "site": {
        "default-src": (NONE,),
        "script-src": (SELF,),
        "style-src": (SELF,),
        "img-src": (SELF,),
        "font-src": (SELF,),
        "connect-src": (SELF,),
        "manifest-src": (SELF,),
        "form-action": (SELF,),
        "base-uri": (NONE,),
        "frame-ancestors": (NONE,),
    },
    # The paper as the desk previews it, in a frame of its own.
    "framed": {"frame-ancestors": (SELF,)},
    # Wagtail's admin writes inline scripts and styles, frames its own previews and crops pictures in memory.
    "admin": {
        "default-src": (SELF,),
        "script-src": (SELF, INLINE),
        "style-src": (SELF, INLINE),
        "img-src": (SELF, DATA, BLOB),
        "font-src": (SELF, DATA),
        "connect-src": (SELF,),
        "frame-src": (SELF,),
        "form-action": (SELF,),
        "base-uri": (SELF,),
        "frame-ancestors": (SELF,),
    },
}


class UnknownPart(ValueError):
    """A part of the policy was asked for that nobody declared."""


def compose(*names: str) -> dict[str, list[str]]:
    """The policy of these parts together: each directive admits whatever one of them admits.

    `'none'` gives way as soon as another part admits something. Raises `UnknownPart`.
    """
    policy: dict[str, list[str]] = {}
    for name in names:
        if name not in PARTS:
            raise UnknownPart(f"{name!r} is not a part of the policy; there are: {', '.join(PARTS)}")
        for directive, sources in PARTS[name].items():
            admitted = [source for source in policy.get(directive, []) if source != NONE]
            policy[directive] = admitted + [source for source in sources if source not in admitted]
    return {directive: _without_idle_none(sources) for directive, sources in policy.items()}


def _without_idle_none(sources: list[str]) -> list[str]:
    return [source for source in sources if source != NONE] or [NONE]
