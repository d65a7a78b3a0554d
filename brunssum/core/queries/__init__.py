"""Reads of core that several pages share, a file per subject."""
