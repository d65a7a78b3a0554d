"""Loaded before Django reads its settings (see addopts in pyproject.toml): the environment that tests run in."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="kanarie-test-"))
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("LOG_LEVEL", "WARNING")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop beside the test
