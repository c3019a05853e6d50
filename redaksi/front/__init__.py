"""The readers' face: what readers see."""
