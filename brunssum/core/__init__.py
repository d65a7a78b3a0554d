"""Shared by all apps, and knows none of them."""
