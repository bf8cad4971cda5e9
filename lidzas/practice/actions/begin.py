"""The beginning of an installation: a first programme, or an invented one to practise with."""

from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lidzas.accounts.models import User
from lidzas.audit.actions import hold_chain
from lidzas.guide.queries import is_untouched
from lidzas.method import gather_files, read_files
from lidzas.practice.queries import practice_programme
from lidzas.programmes.actions import start_programme, take_method
from lidzas.programmes.models import MethodVersion, Programme
from lidzas.records.actions import Refusal

WAITED_TOO_LONG = "55P03"


class MethodMissing(Refusal):
    """The folder of methods holds none of this name."""


class BegunAlready(Refusal):
    """Somebody has started a programme here."""


def take_shipped(code: str, *, on: date) -> MethodVersion:
    """Take the method of that code in this installation's folder into use."""
    for file in sorted(settings.LIDZAS_METHODS.glob("*/method.toml")):
        files = gather_files(file.parent)
        if read_files(files).code == code:
            return take_method(files, on=on)
    raise MethodMissing(_("This method is not in the installation's folder."))


def hold_untouched() -> None:
    """Refuse unless nobody has started anything; of two who start at once, the second is refused.

    Making the invented round may take longer than PostgreSQL lets anybody wait: that is a refusal too.
    """
    begun = BegunAlready(_("This installation is in use already. Please sign in."))
    try:
        hold_chain(None)
    except OperationalError as fault:
        if getattr(fault.__cause__, "sqlstate", None) == WAITED_TOO_LONG:
            raise begun from fault
        raise
    if not is_untouched():
        raise begun


@transaction.atomic
def begin_programme(
    *, programme_name: str, name: str, email: str, password: str, method: str, on: date
) -> Programme:
    """Make the first person, who keeps the installation and leads its first programme."""
    hold_untouched()
    person = User(
        name=name, email=email, language=get_language() or "lv", is_active=True,
        came_in_at=timezone.now(), is_administrator=True,
    )  # fmt: skip
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return start_programme(programme_name, take_shipped(method, on=on), by=person, on=on)


@transaction.atomic
def begin_another(*, programme_name: str, method: str, by: User, on: date) -> Programme:
    """Start a further programme; an installation for practice takes no real ones."""
    if practice_programme() is not None:
        raise BegunAlready(_("This installation is for practice. Real programmes need one of their own."))
    return start_programme(programme_name, take_shipped(method, on=on), by=by, on=on)
