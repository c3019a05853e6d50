"""What has to be done once, by whichever process comes first."""

from redaksi.audience.models import Folded


def is_first(name: str) -> bool:
    """Whether nobody asked for this name before; names are kept for two days."""
    return Folded.objects.get_or_create(name=name)[1]
