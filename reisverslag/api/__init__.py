"""What partners' systems read of reisverslagen: those that are published."""
