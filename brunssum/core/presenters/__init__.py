"""What a template would otherwise compute, a file per subject."""
