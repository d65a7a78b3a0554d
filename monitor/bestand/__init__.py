"""Reading delivered files: from bytes to sheets (bladen, xlsx), and the names in them (namenlijst). No database."""
