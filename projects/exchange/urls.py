"""Addresses of this package; projects/urls.py takes them in."""

exchange_patterns = []
