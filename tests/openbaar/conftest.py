"""The reisverslag with its blokken is that of tests/reisverslag."""

from tests.reisverslag.conftest import bronnen, inhouden

__all__ = ["bronnen", "inhouden"]
