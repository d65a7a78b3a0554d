"""Searching: what can be searched, what is asked in Dutch, what the databases keep for it, and what is found."""
