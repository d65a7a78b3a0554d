"""Who may do what, and the sentence that tells why not: a file per subject."""
