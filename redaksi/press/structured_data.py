"""What a story, and its place in the paper, say to crawlers: schema.org in JSON-LD.

Google names the properties it reads: https://developers.google.com/search/docs/appearance/structured-data/article
(2025-12-10). Names of authors are names only; times carry their zone.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from redaksi.press.addresses import absolute
from redaksi.stories import renditions
from redaksi.stories.addresses import of_page
from redaksi.stories.models import AiUse, Genre, LedgerEntry, Paper, Photo, Policy, PolicySubject, Story, TopicKind

Thing = dict[str, Any]

TYPES = {
    Genre.REPORT: "NewsArticle",
    Genre.ANALYSIS: "AnalysisNewsArticle",
    Genre.OPINION: "OpinionNewsArticle",
    Genre.BACKGROUND: "BackgroundNewsArticle",
    Genre.REVIEW: "ReviewNewsArticle",
    Genre.PAID: "AdvertiserContentArticle",
}
SOURCE_TYPES = "https://cv.iptc.org/newscodes/digitalsourcetype/"
AI_TYPES = {
    AiUse.ASSISTED: "compositeWithTrainedAlgorithmicMedia",
    AiUse.MADE: "trainedAlgorithmicMedia",
}
TOPIC_TYPES = {
    TopicKind.PERSON: "Person",
    TopicKind.ORGANIZATION: "Organization",
    TopicKind.PLACE: "Place",
    TopicKind.SUBJECT: "Thing",
}
# Pages that say how the paper works, by what they are about; the first that there is.
POLICY_PAGES = {
    "publishingPrinciples": (PolicySubject.PRINCIPLES, PolicySubject.ETHICS),
    "ethicsPolicy": (PolicySubject.ETHICS, PolicySubject.PRINCIPLES),
    "correctionsPolicy": (PolicySubject.CORRECTIONS,),
    "actionableFeedbackPolicy": (PolicySubject.REPLY,),
    "unnamedSourcesPolicy": (PolicySubject.UNNAMED_SOURCES,),
    "verificationFactCheckingPolicy": (PolicySubject.VERIFICATION,),
    "ownershipFundingInfo": (PolicySubject.OWNERSHIP,),
    "diversityPolicy": (PolicySubject.DIVERSITY,),
    "missionCoveragePrioritiesPolicy": (PolicySubject.MISSION,),
}
MASTHEAD = "/redaksi/"
# What would end the script element, or begin a comment in it, written so that JSON reads the same.
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def in_html(things: Sequence[Thing]) -> SafeString:
    """The things as the content of a `<script type="application/ld+json">`: no text in them can end it."""
    graph = {"@context": "https://schema.org", "@graph": list(things)}
    return mark_safe(json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE))  # noqa: S308


def of_story(
    story: Story,
    paper: Paper,
    policies: Iterable[Policy] = (),
    corrections: Iterable[LedgerEntry] = (),
    answers: Iterable[Story] = (),
    answered: Story | None = None,
) -> list[Thing]:
    """The article, with what it says of itself, and the way to it from the front page.

    `answers` are printed replies to it, `answered` the story that it replies to. A reply takes that one up (`isBasedOn`), and
    that one is the matter of the reply (`subjectOf`); it is no `correction`, which would have the paper say that it was wrong.
    """
    said = {
        "correction": [_correction(entry) for entry in corrections],
        "subjectOf": [_other(answer) for answer in answers],
        "isBasedOn": _other(answered) if answered else None,
    }
    return [article(story, paper, policies) | _without_empty(said), breadcrumbs(story, paper)]


def of_paper(paper: Paper, policies: Iterable[Policy] = ()) -> list[Thing]:
    """Who publishes, and the site with its own search."""
    search = {"@type": "EntryPoint", "urlTemplate": absolute("/cari/?q={search_term_string}")}
    site = {
        "@type": "WebSite",
        "@id": absolute("/#situs"),
        "name": paper.name,
        "alternateName": paper.short_name,
        "url": settings.SITE_URL + "/",
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@id": absolute("/#koran")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": search,
            "query-input": "required name=search_term_string",
        },
    }
    return [publisher(paper, policies), _without_empty(site)]


def article(story: Story, paper: Paper, policies: Iterable[Policy] = ()) -> Thing:
    address = absolute(story.get_absolute_url() or "/")
    return _without_empty(
        {
            "@type": TYPES[Genre(story.genre)],
            "@id": f"{address}#berita",
            "url": address,
            "mainEntityOfPage": address,
            "headline": story.headline,
            "alternativeHeadline": story.kicker,
            "description": story.dek,
            "image": images(story.lead_photo),
            "datePublished": _published(story),
            "dateModified": _modified(story),
            "author": _authors(story, paper),
            "publisher": publisher(paper, policies),
            "articleSection": story.section.title if story.section else "",
            "dateline": story.dateline,
            "inLanguage": story.language,
            "wordCount": story.word_count,
            "keywords": [topic.name for topic in story.topics],
            "about": [_about(topic) for topic in story.topics],
            "isPartOf": _series(story),
            "isAccessibleForFree": True,
            "digitalSourceType": f"{SOURCE_TYPES}{AI_TYPES[AiUse(story.ai_use)]}" if story.ai_use else "",
        }
    )


def _correction(entry: LedgerEntry) -> Thing:
    address = absolute(f"/koreksi/{entry.number}/")
    told = {"text": entry.said.get("text", ""), "datePublished": _moment(entry.at), "url": address}
    return {"@type": "CorrectionComment", "@id": address, **told}


def _other(story: Story) -> Thing:
    """Another article of ours, known to whoever reads its own page by the same `@id`."""
    address = absolute(story.get_absolute_url() or "/")
    return {"@type": TYPES[Genre(story.genre)], "@id": f"{address}#berita", "url": address, "headline": story.headline}


def breadcrumbs(story: Story, paper: Paper) -> Thing:
    steps = [(paper.name, "/")]
    if story.section:
        steps.append((story.section.title, f"/{story.section.slug}/"))
    steps.append((story.headline, story.get_absolute_url() or "/"))
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(address)}
        for position, (name, address) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def publisher(paper: Paper, policies: Iterable[Policy] = ()) -> Thing:
    """With its policies, each by the property that schema.org has for it; what has no page of its own stands on the
    newsroom's."""
    return _without_empty(
        {
            "@type": "NewsMediaOrganization",
            "@id": absolute("/#koran"),
            "name": paper.name,
            "legalName": paper.publisher,
            "foundingDate": str(paper.founded_in or ""),
            "url": settings.SITE_URL + "/",
            "logo": logo(paper),
            "email": paper.email,
            "telephone": paper.phone,
            "address": paper.address,
            "masthead": absolute(MASTHEAD),
            **_on_the_newsrooms_page(paper),
            **_policy_pages(policies),
            "contactPoint": _complaints_desk(paper),
        }
    )


def _on_the_newsrooms_page(paper: Paper) -> dict[str, str]:
    told = {
        "ownershipFundingInfo": (paper.owners or paper.funding, "kepemilikan"),
        "missionCoveragePrioritiesPolicy": (paper.mission, "misi"),
        "actionableFeedbackPolicy": (paper.complaints_email, "pengaduan"),
    }
    return {name: absolute(f"{MASTHEAD}#{place}") for name, (text, place) in told.items() if text}


def _policy_pages(policies: Iterable[Policy]) -> dict[str, str]:
    address_of = {policy.subject: absolute(of_page(policy)) for policy in policies if policy.subject}
    found = {name: [address_of[each] for each in subjects if each in address_of] for name, subjects in POLICY_PAGES.items()}
    return {name: addresses[0] for name, addresses in found.items() if addresses}


def _complaints_desk(paper: Paper) -> Thing | None:
    if not paper.complaints_email:
        return None
    name, email = paper.complaints_person, paper.complaints_email
    return _without_empty({"@type": "ContactPoint", "contactType": "complaints", "name": name, "email": email})


def logo(paper: Paper) -> Thing | None:
    """The paper's icon, where it has one of its own."""
    if not paper.icon_id:
        return None
    return {"@type": "ImageObject", "url": absolute("/ikon-512.png"), "width": 512, "height": 512}


def images(photo: Photo | None) -> list[Thing]:
    """The photo in 16:9, 4:3 and 1:1, for crawlers that take no WebP; those of them that were made by now."""
    if photo is None or photo.pk is None:
        return []
    made = {rendition.filter_spec: rendition for rendition in photo.renditions.all()}
    return [_image(photo, made[spec]) for spec in renditions.SHARED_SPECS if spec in made]


def _image(photo: Photo, rendition: Any) -> Thing:
    return _without_empty(
        {
            "@type": "ImageObject",
            "url": absolute(rendition.url),
            "width": rendition.width,
            "height": rendition.height,
            "caption": photo.caption,
            "creditText": photo.credit,
            "copyrightNotice": photo.copyright_notice,
            "license": photo.rights_url,
            "creator": {"@type": "Person", "name": photo.creator} if photo.creator else None,
            "digitalSourceType": f"{SOURCE_TYPES}{photo.digital_source_type}",
        }
    )


def shared_picture(photo: Photo | None) -> Any:
    """The JPEG in which the photo is shared, from renditions at hand; None where there is none."""
    if photo is None or photo.pk is None:
        return None
    return next((made for made in photo.renditions.all() if made.filter_spec == renditions.SHARED_SPEC), None)


def _authors(story: Story, paper: Paper) -> list[Thing]:
    """One object for each author; the paper itself where nobody signed, or where its own name stands for all."""
    itself = {"@type": "Organization", "name": paper.name, "url": settings.SITE_URL + "/"}
    signed = [
        itself
        if author.name.casefold() == paper.name.casefold()
        else {"@type": "Person", "name": author.name, "url": absolute(author.get_absolute_url())}
        for author in story.authors
    ]
    return signed or [itself]


def _published(story: Story) -> str:
    if story.published_at is None:
        return ""
    if story.is_published_at_approximate:
        return timezone.localdate(story.published_at).isoformat()
    return _moment(story.published_at)


def _modified(story: Story) -> str:
    if story.is_updated:
        return _moment(story.last_published_at)
    return _published(story)


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _about(topic: Any) -> Thing:
    return {"@type": TOPIC_TYPES.get(topic.kind, "Thing"), "name": topic.name, "url": absolute(topic.get_absolute_url())}


def _series(story: Story) -> list[Thing]:
    whole: list[Thing] = [{"@id": absolute("/#koran")}]
    if story.storyline:
        url = absolute(story.storyline.get_absolute_url())
        whole.append({"@type": "CreativeWorkSeries", "name": story.storyline.name, "url": url})
    return whole


def _without_empty(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in ("", None, [], {})}
