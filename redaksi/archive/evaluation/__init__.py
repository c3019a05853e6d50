"""How well *Berita Terkait* is ranked, measured against links that newsrooms set themselves."""
