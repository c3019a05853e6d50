"""Schemas and feeds that nobody here wrote, beside the project where there are any; never copied into it."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("REDAKSI_DATA") or Path(__file__).parents[3].parent / "shared/data")
