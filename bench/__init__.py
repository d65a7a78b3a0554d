"""make bench: what Kanarie costs, each figure beside its floor in the same run."""
