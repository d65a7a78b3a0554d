"""What all of the partner API shares, by the Dutch API Design Rules 2.2.

problems   every error is problem+json          headers   what every answer carries
access     who may call, and how often          checked   what is wrong, all at once
query      the query parameters, checked        body      what is sent, checked and done once
cursor     where a page begins                  paging    pages of a list
viewsets   the base of every endpoint           schema    the OpenAPI document
gebieden  the endpoints of core's own Gebied
"""
