"""How the reader takes a page: Accept-Encoding, read as RFC 9110 (12.5.3) says."""

OURS = ("br", "gzip")  # the better first
REMEMBERED = 512


class Codings(dict[str | None, str]):
    """From the header, as it came, to `br`, `gzip` or empty; remembers what it has read, within bounds."""

    def __missing__(self, header: str | None) -> str:
        coding = best(header or "")
        if len(self) < REMEMBERED and len(header or "") < REMEMBERED:
            self[header] = coding
        return coding


def best(header: str) -> str:
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _mark, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    if "x-gzip" in weights:
        weights.setdefault("gzip", weights["x-gzip"])
    offers = [(weights.get(coding, weights.get("*", 0.0)), -rank, coding) for rank, coding in enumerate(OURS)]
    weight, _rank, coding = max(offers)
    return coding if weight > 0 else ""


def _weight(written: str) -> float:
    name, _mark, value = written.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
