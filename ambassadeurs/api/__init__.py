"""What partners' systems read and write of the ambassadeurs: their own reflecties, and when people meet."""
