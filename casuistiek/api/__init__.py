"""What partners' systems read of what casussen taught: knelpunten and leerpunten, never a casus."""
