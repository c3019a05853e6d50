"""Finds stories: by word, by topic, by nearness. All that it owns can be rebuilt from stories."""
