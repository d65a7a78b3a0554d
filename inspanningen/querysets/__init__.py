"""Which rows, a file per subject."""
