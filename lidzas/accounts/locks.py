"""Locks on pages that need a signed-in person, and the once-only carrying out of every form."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.messages.storage import default_storage
from django.core.files import File
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from lidzas.access import Permission
from lidzas.accounts.models import User
from lidzas.records.models import Receipt

P = ParamSpec("P")
FORM_KEY = "form_key"
KEY = re.compile(r"[\w-]{1,40}", re.ASCII)
GAVE_WAY = {"40P01", "55P03"}
NOT_CONTENT = {FORM_KEY, "csrfmiddlewaretoken"}


class SignedInRequest(HttpRequest):
    """A request whose person is known; views behind a lock receive it."""

    user: User


View = Callable[Concatenate[SignedInRequest, P], HttpResponse]
Locked = Callable[..., HttpResponse]


def digest_of(request: HttpRequest) -> str:
    content = [(name, values) for name, values in sorted(request.POST.lists()) if name not in NOT_CONTENT]
    content += [(name, [digest_of_file(file) for file in files]) for name, files in request.FILES.lists()]
    said = repr((request.path, content)).encode("utf-8", "surrogatepass")
    return salted_hmac("lidzas.accounts.locks.digest_of", said, algorithm="sha256").hexdigest()


def digest_of_file(file: File[bytes]) -> str:
    """The same form with another file is another deed."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def once(request: SignedInRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Carry a filled-in form out in one transaction, and only once.

    A form that was carried out before (same key, same content, same person) is answered as it was
    then. Whatever does not end in a redirect was not carried out, and leaves no trace. A key that no
    page of ours gives is no key.
    """
    key = request.POST.get(FORM_KEY, "")
    if not KEY.fullmatch(key):
        return carry_out(answer)
    known = {"key": key, "digest": digest_of(request), "person": request.user}
    try:
        with transaction.atomic():
            receipt = Receipt.objects.create(**known)
            response = answer()
            if not isinstance(response, HttpResponseRedirect):
                transaction.set_rollback(True)
                return response
            receipt.location = response.url
            receipt.save(update_fields=["location"])
            return response
    except IntegrityError:
        earlier = Receipt.objects.filter(**known).first()
        if earlier is None:
            raise
        return redirect(earlier.location)


def carry_out(answer: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        response = answer()
        if not isinstance(response, HttpResponseRedirect):
            transaction.set_rollback(True)
        return response


def again_if_it_gave_way(request: SignedInRequest, deed: Callable[[], HttpResponse]) -> HttpResponse:
    """Do a deed anew, at most twice, when the database stopped it to let another one pass.

    Nothing of the stopped attempt is left: its transaction is undone, and what it said is unsaid.
    """
    for _attempt in range(2):
        try:
            return deed()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in GAVE_WAY:
                raise
            request._messages = default_storage(request)  # type: ignore[attr-defined]
    return deed()


def guarded(request: SignedInRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a reading request at once and a writing one once."""
    if request.method != "POST":
        return answer()
    return again_if_it_gave_way(request, lambda: once(request, answer))


def signed_in(view: View[P]) -> Locked:
    """A page for every signed-in person, about themself."""

    @wraps(view)
    def locked(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return guarded(request, lambda: view(request, *args, **kwargs))

    locked.lock = "signed in"  # type: ignore[attr-defined]
    return locked


def opens(permission: Permission) -> Callable[[View[P]], Locked]:
    """A page of the installation itself; who does not keep it does not learn that it exists."""

    def lock(view: View[P]) -> Locked:
        @wraps(view)
        def locked(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_administrator:
                raise Http404
            return guarded(request, lambda: view(request, *args, **kwargs))

        locked.lock = permission  # type: ignore[attr-defined]
        return locked

    return lock
