"""What a form is made of, by the rules of Indonesian: *mengonsumsinya* is *konsumsi*, *kesiapan* is *siap*.

The dictionary names for each root the affixes it takes, and lacks many that newspapers use every day (*dilansir*,
*pelemahan*, *terintegrasi*). These rules take only what the grammar allows: nasal sounds by the root's first letter,
and prefixes with the suffixes that go with them.
Source: Tata Bahasa Baku Bahasa Indonesia, edition 4 (Badan Bahasa, 2017), chapters 5 to 8.
"""

from collections.abc import Callable, Iterator

Known = Callable[[str], bool]

SHORTEST_ROOT = 4
SHORTEST_BARE = 3
LONGEST_SYLLABLE = 4
ENDINGS = ("nya", "lah", "kah", "ku", "mu")
# Written together with what follows (EYD V, II.B).
BOUND = (
    *("adi", "antar", "anti", "bio", "dwi", "ekstra", "hiper", "infra", "inter", "intra", "kardio", "ko", "kontra", "makro"),
    *("mega", "mikro", "mini", "mono", "multi", "nano", "neo", "neuro", "nir", "non", "para", "pasca", "poli", "pra", "pro"),
    *("purna", "re", "semi", "sosio", "sub", "super", "swa", "tele", "trans", "tri", "tuna", "ultra"),
)
_VERBAL = ("", "kan", "i")
_PREFIXES: dict[str, tuple[str, ...]] = {
    "meN": _VERBAL,
    "peN": ("", "an"),
    "di": _VERBAL,
    "ter": _VERBAL,
    "ber": ("", "an", "kan"),
    "memper": _VERBAL,
    "diper": _VERBAL,
    "per": ("", "an"),
    "ke": ("an",),
    "keber": ("an",),
    "keter": ("an",),
    "ketidak": ("an",),
    "se": ("",),
    "": ("kan", "i", "an", "isasi"),
}
_WRITTEN = {"meN": ("menge", "meng", "meny", "men", "mem", "me"), "peN": ("penge", "peng", "peny", "pen", "pem", "pe")}
# The letters before which each form of the nasal prefix stands, and the letter that melts into it.
_BEFORE = {"": "lmnrwy", "m": "bfv", "n": "dcjz", "ng": "aiueogh", "ny": ""}
_CLUSTERS = {"m": ("pr", "pl", "ps"), "n": ("tr", "ts", "st", "sy", "sp"), "ng": ("kr", "kl", "kh"), "": (), "ny": ()}
_MELTED = {"m": "p", "n": "t", "ng": "k", "ny": "s"}


def is_made_of(form: str, known: Known) -> bool:
    """Whether the form is a known word with prefixes, suffixes and an ending in an order that the language has."""
    return any(_is_derived(bare, known) or (bare != form and known(bare)) for bare in _bare(form))


def _bare(form: str) -> Iterator[str]:
    """The form itself, and what is left of it without an ending."""
    yield form
    yield from (form.removesuffix(ending) for ending in ENDINGS if form.endswith(ending) and len(form) >= len(ending) + 3)


def _is_derived(form: str, known: Known) -> bool:
    return any(len(root) >= SHORTEST_ROOT and known(root) for root in roots(form))


def roots(form: str) -> Iterator[str]:
    """What the form may be derived from, by one prefix, one suffix, or one of each."""
    for prefix, suffixes in _PREFIXES.items():
        for stem in _without(prefix, form):
            for suffix in suffixes:
                if (prefix or suffix) and stem.endswith(suffix) and not (suffix == "i" and stem.endswith("ii")):
                    yield stem[: len(stem) - len(suffix)]
    yield from (form.removeprefix(prefix) for prefix in BOUND if form.startswith(prefix))


def _without(prefix: str, form: str) -> Iterator[str]:
    """What stands after the prefix, its first sound given back."""
    if prefix not in _WRITTEN:
        if form.startswith(prefix) and not (prefix.endswith("er") and form.startswith("r", len(prefix))):
            yield form.removeprefix(prefix)
        return
    for written in _WRITTEN[prefix]:
        if form.startswith(written):
            yield from _unmelted(written[2:], form.removeprefix(written))


def _unmelted(nasal: str, rest: str) -> Iterator[str]:
    if nasal == "nge":
        yield from [rest] if len(rest) <= LONGEST_SYLLABLE else []
        return
    if (rest[:1] and rest[0] in _BEFORE[nasal]) or rest.startswith(_CLUSTERS[nasal] or "\0"):
        yield rest
    if nasal in _MELTED and rest[:1] and rest[0] in "aiueo":
        yield _MELTED[nasal] + rest


def with_prefix(prefix: str, root: str) -> str:
    """ "meN" and "imbau" make *mengimbau*; "ber" and "risiko" make *berisiko*."""
    if prefix not in _WRITTEN:
        return prefix.removesuffix("r") + root if prefix.endswith("er") and root.startswith("r") else prefix + root
    start = prefix[:2]
    for nasal, letter in _MELTED.items():
        if root.startswith(letter) and not root.startswith(_CLUSTERS[nasal] or "\0") and root[1:2] in "aiueo":
            return f"{start}{nasal}{root[1:]}"
    nasal = next((nasal for nasal, letters in _BEFORE.items() if root[:1] in letters), "")
    nasal = next((nasal for nasal, clusters in _CLUSTERS.items() if root.startswith(clusters or "\0")), nasal)
    return f"{start}{nasal}{root}"


def is_spoken(form: str, known: Known) -> bool:
    """As people talk: *ngerayain*, *datangin*, *nyangkut*."""
    return any(len(root) >= SHORTEST_ROOT and known(root) for root in _spoken_roots(form))


def _spoken_roots(form: str) -> Iterator[str]:
    stems = [form, form.removesuffix("in")] if form.endswith("in") else [form]
    for stem in stems:
        if stem != form:
            yield stem
        if stem.startswith(("nge", "ng")):
            yield from (stem.removeprefix("nge"), stem.removeprefix("ng"), "k" + stem.removeprefix("ng"))
        elif stem.startswith("ny"):
            yield "s" + stem.removeprefix("ny")
            yield "c" + stem.removeprefix("ny")
        elif stem.startswith(("di", "ke")):
            yield stem[2:]
