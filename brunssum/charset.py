"""What is sent to us is UTF-8, whatever charset it claims to be."""

import re

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


def in_utf_8(application):
    """Take the charset from the Content-Type of each request.

    Django reads the parameters of the address by that charset, before any code of ours runs: "hex" or "undefined" ended in
    an error that no page and no problem was made of.
    """

    def served(environ, start_response):
        environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return served
