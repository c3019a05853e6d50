"""Lists of words, written as a person reads them."""


def words_in(text: str) -> frozenset[str]:
    """The words and phrases between commas, over as many lines as it takes."""
    return frozenset(" ".join(word.split()) for word in text.split(",") if word.strip())
