"""IPTC's News in JSON, and copy: each property of ninjs 3 beside what we call it.

Formats and archives stand on it. Older generations are lifted into the third before they are read, and the third is
lowered into theirs after it was written: there is one mapping.
"""

from .read import Received, received, understood
from .schema import faults_of
from .write import CARRIED, VERSIONS, item_of

__all__ = ["CARRIED", "VERSIONS", "Received", "faults_of", "item_of", "received", "understood"]
