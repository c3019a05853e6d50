"""Addresses that are not pages of the paper's tree. Each: fetch, call one function, answer."""
