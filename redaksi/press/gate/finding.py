from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What is wrong where: an address that goes out, or a story's field. `rule` names whose rule it is."""

    where: str
    rule: str
    message: str
