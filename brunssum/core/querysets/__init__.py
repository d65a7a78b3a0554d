"""Which rows, a file per subject. Every page and endpoint starts from visible_to."""
