"""The pages that are open to all: the method, the exercise, help now. Nothing here belongs to a person."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lidzas.guide.choices import CREDITS, RESOURCE_KINDS, SPOKEN
from lidzas.guide.facts import (
    columns_of,
    gate_of,
    limit_words,
    material_of,
    resources_for,
    say,
)
from lidzas.guide.forms import SortingForm
from lidzas.guide.queries import (
    ALL,
    LIST,
    Choice,
    Link,
    Play,
    Stop,
    choice_of,
    games_of,
    is_for_practice,
    is_untouched,
    play_of,
    query,
    shipped_methods,
)
from lidzas.method import Method, Role, Stage
from lidzas.ui.public import open_to_all

HELP_IS_FRESH_FOR_SECONDS = 300
UNPROCESSABLE = 422


def _choice(request: HttpRequest) -> Choice:
    choice = choice_of(request.GET)
    if choice is None:
        raise Http404
    return choice


def _methods(page: str, choice: Choice) -> list[Link]:
    """The shipped methods to choose from; nothing to choose where there is one."""
    methods = shipped_methods().values()
    links = [
        Link(say(each.name), reverse(page) + query(m=each.code), is_here=each is choice.method)
        for each in methods
    ]
    return links if len(links) > 1 else []


def _roles(address: str, choice: Choice, **kept: str) -> list[Link]:
    """Reading as everybody, or as one role only (S0.03)."""
    everyone = Link(gettext("Everyone"), address + choice.query(role="", **kept), choice.role is None)
    return [
        everyone,
        *(
            Link(say(role.name), address + choice.query(role=role.key, **kept), role is choice.role)
            for role in choice.method.roles
        ),
    ]


def _stages(choice: Choice, here: Stage | None = None) -> list[Link]:
    return [
        Link(
            f"{place}. {say(stage.name)}",
            reverse("guide:stage", args=[stage.key]) + choice.query(),
            is_here=stage is here,
        )
        for place, stage in enumerate(choice.method.stages, 1)
    ]


def _told(method: Method, stage: Stage, role: Role | None = None) -> dict[str, object]:
    """Everything that is said of a stage, in its three parts (S0.03)."""
    return {
        "stage": stage,
        "columns": columns_of(method, stage, role),
        "resources": resources_for(method, stage, role),
        "material": material_of(method, stage),
        "gate": gate_of(method, stage),
    }


@require_safe
@open_to_all
def start(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    choice = choice_of({})
    context = {
        "choice": choice,
        "path": _path(choice),
        "is_untouched": is_untouched(),
        "is_for_practice": is_for_practice(),
    }
    return render(request, "guide/start.html", context)


def _path(choice: Choice | None) -> list[Stop]:
    if choice is None:
        return []
    stages = zip(choice.method.stages, _stages(choice), strict=True)
    return [Stop(stage.name, link.url) for stage, link in stages]


@require_safe
@open_to_all
def method(request: HttpRequest) -> HttpResponse:
    choice = _choice(request)
    context = {
        "choice": choice,
        "method": choice.method,
        "methods": _methods("guide:method", choice),
        "stages": list(zip(choice.method.stages, _stages(choice), strict=True)),
        "limits": [(limit.name, limit_words(limit)) for limit in choice.method.limits],
    }
    return render(request, "guide/method.html", context)


@require_safe
@open_to_all
def stage(request: HttpRequest, stage_key: str) -> HttpResponse:
    choice = _choice(request)
    here = next((stage for stage in choice.method.stages if stage.key == stage_key), None)
    if here is None:
        raise Http404
    links = _stages(choice, here)
    place = choice.method.position(here.key)
    context = {
        **_told(choice.method, here, choice.role),
        "choice": choice,
        "number": place + 1,
        "stages": links,
        "roles": _roles(request.path, choice),
        "before": links[place - 1] if place else None,
        "after": links[place + 1] if place + 1 < len(links) else None,
        "kinds": RESOURCE_KINDS,
    }
    return render(request, "guide/stage.html", context)


@require_safe
@open_to_all
def print(request: HttpRequest) -> HttpResponse:
    """The whole method on one page, to be printed."""
    choice = _choice(request)
    context = {
        "choice": choice,
        "method": choice.method,
        "stages": [_told(choice.method, stage) for stage in choice.method.stages],
        "kinds": RESOURCE_KINDS,
        "limits": [(limit.name, limit_words(limit)) for limit in choice.method.limits],
    }
    return render(request, "guide/print.html", context)


@require_safe
@open_to_all
def resources(request: HttpRequest) -> HttpResponse:
    choice = _choice(request)
    here = next((each for each in choice.method.stages if each.key == request.GET.get("stage")), None)
    context = {
        "choice": choice,
        "method": choice.method,
        "methods": _methods("guide:resources", choice),
        "resources": resources_for(choice.method, here, choice.role),
        "roles": _roles(request.path, choice, stage=here.key if here else ""),
        "stages": _stages_to_filter(request.path, choice, here),
        "kinds": RESOURCE_KINDS,
    }
    return render(request, "guide/resources.html", context)


def _stages_to_filter(address: str, choice: Choice, here: Stage | None) -> list[Link]:
    return [
        Link(gettext("The whole way"), address + choice.query(), here is None),
        *(
            Link(say(stage.name), address + choice.query(stage=stage.key), stage is here)
            for stage in choice.method.stages
        ),
    ]


@require_safe
@open_to_all
def exercise(request: HttpRequest) -> HttpResponse:
    """Sort the cards. The answers travel in the address; nothing is kept (S6.01, S6.02)."""
    choice = _choice(request)
    play = play_of(choice, request.GET)
    form = SortingForm(request.GET if "look" in request.GET else None, play=play) if play else None
    context = {
        "choice": choice,
        "methods": _methods("guide:exercise", choice),
        "play": play,
        "form": form,
        **(_ways_to_play(request.path, play) if play else {}),
        "spoken": {name: str(words) for name, words in SPOKEN.items()},
    }
    is_spoilt = form is not None and form.is_bound and not form.is_valid()
    return render(request, "guide/exercise.html", context, status=UNPROCESSABLE if is_spoilt else None)


def _ways_to_play(address: str, play: Play) -> dict[str, object]:
    games = games_of(play.choice.method).values()
    hands = [*(str(number) for number in range(1, len(play.game.hands) + 1)), ALL]
    return {
        "games": [
            Link(
                str(game.kind.label),
                address + play.query(by=game.kind.value, hand=""),
                game.kind is play.game.kind,
            )
            for game in games
        ],
        "hands": [
            Link(
                gettext("All at once") if hand == ALL else hand,
                address + play.query(hand=hand),
                hand == play.hand,
            )
            for hand in (hands if len(hands) > 2 else ())
        ],
        "anew": address + play.query(),
        "as_list": address + play.query(**{"as": LIST}),
        "as_cards": address + play.query(**{"as": ""}),
        "next_hand": address + play.query(hand=play.next_hand) if play.next_hand else "",
    }


@require_safe
@open_to_all
def help(request: HttpRequest) -> HttpResponse:
    """Numbers to call, for everybody and at once."""
    choice = choice_of(request.GET) or choice_of({})
    context = {
        "lines": sorted(choice.method.helps, key=lambda line: not line.danger) if choice else [],
        "checked_on": choice.method.helps_checked_on if choice else None,
    }
    response = render(request, "guide/help.html", context)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        # Not `public`: the page carries a token of this visitor's own for the language switch.
        patch_cache_control(response, private=True, max_age=HELP_IS_FRESH_FOR_SECONDS)
    return response


@require_safe
@open_to_all
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/about.html", {"methods": shipped_methods().values(), "credits": CREDITS})


@require_safe
@open_to_all
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "guide/robots.txt", content_type="text/plain; charset=utf-8")
