"""What stands before every page: who really asks, how much may be sent, and that nobody keeps a copy."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_cache_control

# What a proxy adds to a request that it passes on.
PROXY_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO")
PROXY_HEADERS += ("HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
UNIX_SOCKET = "unix"
SENDING = ("POST", "PUT", "PATCH")


class RealAddressMiddleware:
    """REMOTE_ADDR is the person's own address, also behind the proxies of settings.TRUSTED_PROXIES.

    What X-Forwarded-For and X-Forwarded-Proto say is believed from these alone; from anybody else they are
    taken away. `request.is_forwarded` says that somebody stands between, trusted or not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.is_forwarded = _is_forwarded(request)
        if _is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = _origin(request)
        else:
            for name in PROXY_HEADERS:
                request.META.pop(name, None)
        return self.get_response(request)


class BodyLimitMiddleware:
    """Refuses by its announced length what no form takes, before a byte of it is read.

    A body of unknown length (chunked) is refused too: no browser sends one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in SENDING and _is_too_large(request):
            megabytes = settings.LARGEST_UPLOAD // (1024 * 1024)
            return render(request, "413.html", {"megabytes": megabytes}, status=413)
        return self.get_response(request)


class ButtonAddressMiddleware:
    """An address of a button, opened by hand, gets a page with a way on instead of an empty answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or request.method != "GET":
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class NoStoreMiddleware:
    """No browser or proxy keeps a page, a document or an answer of the API; static files come before this."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)
        return response


def _is_forwarded(request):
    """By its headers, or by the old protocol that proxies speak to what is behind them, and no browser."""
    if any(name in request.META for name in PROXY_HEADERS):
        return True
    return request.META.get("SERVER_PROTOCOL") == "HTTP/1.0"


def _is_trusted(address):
    if not address:  # a proxy that speaks through a socket of this machine has none
        return UNIX_SOCKET in settings.TRUSTED_PROXIES
    networks = [ip_network(one) for one in settings.TRUSTED_PROXIES if one != UNIX_SOCKET]
    found = _read_address(address)
    return found is not None and any(found in network for network in networks)


def _origin(request):
    """The last address of the chain that no trusted proxy has; what stands before it anybody can write."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    address = request.META["REMOTE_ADDR"]
    for part in reversed(chain):
        found = _read_address(part)
        if found is None:
            break
        address = str(found)
        if not _is_trusted(part):
            break
    return address


def _read_address(text):
    """The address; an IPv4 address that is written as IPv6 is that of IPv4. None for anything else."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_too_large(request):
    if "HTTP_TRANSFER_ENCODING" in request.META:
        return True
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()):
        return True
    is_upload = request.content_type == "multipart/form-data"
    most = settings.LARGEST_UPLOAD if is_upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return len(length) > 18 or int(length) > most
