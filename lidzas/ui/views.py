"""Pages of the frame itself: the switch of language and the gallery of parts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from lidzas.accounts.models import User
from lidzas.ui import gallery as samples
from lidzas.ui.actions import choose_language
from lidzas.ui.pages import UNPROCESSABLE
from lidzas.ui.public import open_to_all


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie, and for a signed-in person for good."""
    chosen = request.POST.get("language", "")
    if isinstance(request.user, User) and chosen in dict(settings.LANGUAGES):
        choose_language(request.user, chosen)
    return set_language(request)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    form = samples.SampleForm(request.POST if request.method == "POST" else None, row_version=1)
    context = {"form": form, **samples.shown_in_gallery()}
    return render(request, "ui/gallery.html", context, status=UNPROCESSABLE if form.is_bound else 200)
