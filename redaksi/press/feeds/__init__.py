"""What feed readers and aggregators follow: the paper, each section, topic, contributor and storyline, in three formats.

RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287), JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
"""
