"""Files that go out or come in, a file per kind. Nothing here knows what stands in them."""
