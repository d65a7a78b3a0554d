"""What everyone may read without logging in: published reisverslagen, the driehoek per gebied, the programme.

Reads several apps and writes nothing. No page of it knows who reads: no session, no cookie (docs/adr/0017).
"""
