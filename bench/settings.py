"""The settings of a running Kanarie, plus the floors to compare with."""

from brunssum.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
