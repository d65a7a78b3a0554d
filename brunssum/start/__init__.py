"""The start page: what waits for this person, what is late, what others did, and where they work.

Wiring, because it reads from every app. A file per block; page.py puts them together.
"""
