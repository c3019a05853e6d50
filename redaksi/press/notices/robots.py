"""Who may read what (RFC 9309). The pages of a newspaper are for everybody; those for its staff and for one reader are not."""

from collections.abc import Iterator

from django.urls import reverse

from redaksi.press.addresses import absolute

NOT_FOR_CRAWLERS = ("/admin/", "/akun/", "/cari/", "/layanan/", "/mitra/")
# Those that gather texts to train models on, as their makers name them; crawlers that only answer a search stay out of it.
FOR_TRAINING = (
    *("AI2Bot", "Ai2Bot-Dolma", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot"),
    *("cohere-ai", "cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot", "ImagesiftBot"),
    *("img2dataset", "Meta-ExternalAgent", "omgili", "omgilibot", "PanguBot", "Timpibot", "Webzio-Extended"),
)


def written(is_open_to_ai: bool) -> str:
    return "\n".join(_lines(is_open_to_ai)) + "\n"


def _lines(is_open_to_ai: bool) -> Iterator[str]:
    yield "User-agent: *"
    yield from (f"Disallow: {path}" for path in NOT_FOR_CRAWLERS)
    if not is_open_to_ai:
        yield ""
        yield from (f"User-agent: {name}" for name in FOR_TRAINING)
        yield "Disallow: /"
    yield ""
    yield from (f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "sitemap_news"))
