"""The parts that people write into. They are at hand together with those of `ui`."""

from collections.abc import Container, Mapping

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.safestring import SafeString

from lidzas.ui.drawing import KINDS, draw, one_of
from lidzas.ui.forms import PlainForm, RecordForm
from lidzas.ui.often import draw_deed, draw_form_key
from lidzas.ui.widgets import ChoiceCards, Scale

register = template.Library()


register.simple_tag(draw_form_key, name="form_key")


def mistakes_of(form: forms.BaseForm | None) -> list[dict[str, str]]:
    if form is None or not form.is_bound:
        return []
    mistakes = [{"anchor": "", "label": "", "words": str(words)} for words in form.non_field_errors()]
    for field in form.visible_fields():
        mistakes += [
            {"anchor": field.auto_id, "label": str(field.label), "words": str(words)}
            for words in field.errors
        ]
    return mistakes


def draw_form(
    context: Context, content: str, *, form: forms.BaseForm | None, submit: str, url: str, cancel_url: str
) -> SafeString:
    version = getattr(form, "version_to_send", getattr(form, "row_version", None))
    return draw(
        "form",
        content=content,
        submit=submit,
        url=url,
        cancel_url=cancel_url,
        version=version,
        csrf_token=context.get("csrf_token"),
        mistakes=mistakes_of(form),
        is_refused=isinstance(form, (PlainForm, RecordForm))
        and bool(form.is_bound and form.non_field_errors()),
        stands_now=getattr(form, "stands_now", []),
        is_multipart=form is not None and form.is_multipart(),
        hidden_fields=form.hidden_fields() if form else [],
    )


@register.simple_block_tag(takes_context=True)
def form_frame(
    context: Context,
    content: SafeString,
    *,
    submit: str,
    form: forms.BaseForm | None = None,
    url: str = "",
    cancel_url: str = "",
) -> SafeString:
    """Everything of a form but its fields: they stand between, each as `{% field field=… %}`."""
    return draw_form(context, content, form=form, submit=submit, url=url, cancel_url=cancel_url)


@register.simple_tag(takes_context=True, name="form")
def whole_form(
    context: Context, *, form: forms.BaseForm, submit: str, url: str = "", cancel_url: str = ""
) -> SafeString:
    """A whole form with its fields in order. Without `url` it is sent to the page it stands on."""
    return draw_form(context, fields(form=form), form=form, submit=submit, url=url, cancel_url=cancel_url)


@register.simple_tag
def fields(*, form: forms.BaseForm) -> SafeString:
    return SafeString("".join(field.as_field_group() for field in form.visible_fields()))


@register.simple_tag
def field(*, field: BoundField) -> SafeString:
    return SafeString(field.as_field_group())


@register.simple_tag
def choice_cards(*, field: BoundField, hints: Mapping[str, object] | None = None) -> SafeString:
    """A choice field as large cards; `hints` says what each answer means."""
    return as_radio(field, ChoiceCards(hints=hints))


@register.simple_tag
def scale(*, field: BoundField, skips: Container[str] = ()) -> SafeString:
    """A choice field as levels in words; answers in `skips` stand apart, below."""
    return as_radio(field, Scale(skips=skips))


def as_radio(field: BoundField, widget: forms.RadioSelect) -> SafeString:
    widget.choices = field.field.widget.choices
    widget.attrs.update(field.field.widget.attrs)
    field.field.widget = widget
    return SafeString(field.as_field_group())


@register.simple_tag(takes_context=True)
def deed(
    context: Context,
    *,
    url: str,
    text: str,
    kind: str = "plain",
    confirm: str = "",
    hidden: Mapping[str, object] | None = None,
    version: object = None,
) -> SafeString:
    """One button that does one thing. With `confirm` it first unfolds a sentence, and asks once more.

    `version` is the one of what the page shows, where the deed counts for nothing else.
    """
    return draw_deed(
        url=url,
        text=text,
        kind=one_of(kind, KINDS),
        confirm=confirm,
        hidden={**(hidden or {}), **({} if version is None else {"version": version})},
        csrf_token=context.get("csrf_token"),
    )
