"""On the public pages nobody is known, whatever the browser sends along."""

from brunssum.core.api.headers import forget_cookies

PUBLIC = ("/openbaar/", "/sitemap.xml", "/robots.txt")
PAGE_OF_THE_API = {"/api", "/api/"}


def forget_who_reads_public_pages(get_response):
    """Take the cookies off the request, and let no answer set one or depend on one: every cache may keep it.

    Only whether it goes out compressed may depend on who asks.
    """

    def middleware(request):
        if request.path_info not in PAGE_OF_THE_API and not request.path_info.startswith(PUBLIC):
            return get_response(request)
        forget_cookies(request)
        response = get_response(request)
        response.cookies.clear()
        is_compressible = "Accept-Encoding" in response.get("Vary", "")
        del response["Vary"]
        if is_compressible:
            response["Vary"] = "Accept-Encoding"
        return response

    return middleware
