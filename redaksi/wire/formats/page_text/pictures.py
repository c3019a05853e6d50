"""Pictures of which only the words came: a credit ("iStockphoto"), or a caption that ends in one."""

import re
from dataclasses import dataclass

_AGENCY = (
    r"(?:iStock(?:photo)?|Getty\s?Images|Shutterstock|Unsplash|Pexels|Pixabay|Freepik|Wikimedia(?: Commons)?|EPA(?:-EFE)?|"
    r"REUTERS|Reuters|AFP(?: Photo)?|AP(?: Photo)?|ANTARA(?: FOTO)?|Antara(?: Foto)?|Xinhua|TASS|Bloomberg|Instagram|Twitter|"
    r"YouTube|Youtube|Facebook|TikTok|Istimewa|istimewa)"
)
_LABEL = (
    r"(?i:(?:(?:kredit )?foto|photo|kredit|sumber (?:foto|gambar)|dok(?:umentasi)?|dok\. foto|ilustrasi|gambar|credit)\s?[:.])"
)
_AGENCY_LINE = rf"(?:Dok\.? )?{_AGENCY}(?:\s?[/|@]\s?[^():]{{1,80}}|\s(?:via|melalui)\s[^():]{{2,60}})?"
_CREDIT = re.compile(rf"\(?(?:{_LABEL}\s*(?P<labeled>[^():]{{2,80}})|(?P<agency>{_AGENCY_LINE}))\)?\.?$")
_CAPTION_WITH_LABEL = re.compile(rf"(?P<caption>.{{10,600}}?)\s*\({_LABEL}\s*(?P<credit>[^()]{{2,80}})\)\.?$")
_CAPTION_WITH_AGENCY = re.compile(rf"(?P<caption>.{{10,600}}?[.)])\s+\(?(?P<credit>{_AGENCY}\s?/\s?[^().]{{2,60}})\)?\.?$")
LONGEST = 700


@dataclass(frozen=True)
class WordsOfPicture:
    credit: str
    caption: str = ""


def words_of_picture(text: str) -> WordsOfPicture | None:
    """The credit, and the caption where there is one, of a line that stands below a picture."""
    if len(text) > LONGEST:
        return None
    if match := _CREDIT.match(text):
        return WordsOfPicture((match["labeled"] or match["agency"]).strip(" ."))
    if match := _CAPTION_WITH_LABEL.match(text) or _CAPTION_WITH_AGENCY.match(text):
        return WordsOfPicture(match["credit"].strip(), match["caption"].strip())
    return None
