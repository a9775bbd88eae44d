"""Seats without an account: a personal link, a one-time code, a session that ends with the link."""
