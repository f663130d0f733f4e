"""What was typed outlives the session: it waits for the same person, who sends it by one more click.

Every form says, signed, for whom it was shown. When its POST meets a session that has ended, the server keeps
the fields in the (now nameless) session of the browser, for an hour, and gives them back after the sign-in of
the same person only. Nothing is done by itself. Passwords are never kept, files cannot be.
"""

from django.core.signing import BadSignature, Signer
from django.utils import timezone

SHOWN_TO = "shown_to"
NOT_KEPT = {SHOWN_TO, "csrfmiddlewaretoken"}
IN_SESSION = "kept"
KEPT_FOR = 60 * 60  # seconds
LARGEST = 2_000_000  # signs
SIGNER = Signer(salt="form shown to")


def sign_person(user):
    """What a form carries to say for whom it was shown; nothing for who has not signed in."""
    return SIGNER.sign(user.pk) if user.is_authenticated else ""


def shown_to(request):
    """The id, as text, of the person for whom the form of this POST was shown; None when it does not say."""
    try:
        return SIGNER.unsign(request.POST.get(SHOWN_TO, ""))
    except BadSignature:
        return None


def read_typed(request):
    """What can be sent again: pairs of name and value; nothing of a form with passwords or too large."""
    if request.method != "POST" or any("password" in name for name in request.POST):
        return []
    fields = [[name, value] for name, values in request.POST.lists() for value in values]
    fields = [pair for pair in fields if pair[0] not in NOT_KEPT]
    return fields if sum(len(name) + len(value) for name, value in fields) <= LARGEST else []


def kept_of(request):
    """What the page of a failed POST gives back at once, to whoever sent it; None if there is nothing."""
    fields = read_typed(request)
    kept = {"address": request.get_full_path(), "fields": fields, "has_files": bool(request.FILES)}
    return kept if fields else None


def keep(request):
    """Let the fields of this POST wait in the browser's session for the person to whom the form was shown."""
    owner, kept = shown_to(request), kept_of(request)
    if owner and kept:
        request.session[IN_SESSION] = kept | {"owner": owner, "at": timezone.now().timestamp()}


def find_kept(request):
    """What waits for the signed-in person; what waits for another one, or too long, is thrown away."""
    kept = request.session.get(IN_SESSION)
    if kept is None:
        return None
    is_fresh = timezone.now().timestamp() - kept["at"] <= KEPT_FOR
    if is_fresh and kept["owner"] == str(request.user.pk):
        return kept
    del request.session[IN_SESSION]
    return None


def forget_what_arrives(request):
    """What waited is forgotten as soon as it is sent."""
    kept = request.session.get(IN_SESSION)
    if kept and kept["address"] == request.get_full_path():
        del request.session[IN_SESSION]
