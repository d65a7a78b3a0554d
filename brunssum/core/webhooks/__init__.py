"""Sending partners' systems what happened: where it may go, what it says, and doing it until it is there."""
