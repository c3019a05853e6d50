"""Which addresses there are, for crawlers: sitemaps.org's protocol with Google's extensions for news and images.

An index; a file for each month of first publication, cut at 10,000; one for pages that are no stories; one for the news of
48 hours (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). Rows are read by the index of
readers' lists and without the text, so that the work grows with the month and never with the archive.
"""
