"""What every form of the house has in common."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from lidzas.accounts.models import User
from lidzas.ui.forms import PlainForm, RecordForm, speak_plainly
from lidzas.ui.gallery import SampleForm
from lidzas.ui.widgets import ChoiceCards, Day, DayAndTime, Scale, Time


class MeetingForm(PlainForm):
    what = forms.CharField(label="What", help_text="A few words")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    code = forms.CharField(label="Code", required=False, max_length=4)
    held_on = forms.DateField(label="When", required=False)
    at = forms.TimeField(label="At", required=False)
    moment = forms.DateTimeField(label="Moment", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")])
    own = forms.CharField(label="Own", error_messages={"required": "In my own words."})
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class NameForm(RecordForm[User]):
    class Meta:
        model = User
        fields = ("name", "language")


def mistakes(form: forms.BaseForm, field: str) -> list[str]:
    return list(form.errors.get(field, []))


def test_what_is_missing_is_asked_for_kindly():
    form = MeetingForm({})

    assert mistakes(form, "what") == ["Please write something here."]
    assert mistakes(form, "kind") == ["Please choose one."]
    assert mistakes(form, "own") == ["In my own words."]


def test_mistakes_are_told_in_latvian_too():
    with translation.override("lv"):
        assert mistakes(MeetingForm({}), "what") == ["Šeit vēl kaut kas jāieraksta."]


def test_a_long_text_says_how_much_room_there_is():
    form = MeetingForm({"note": "ā" * 5001, "what": "a" * 201, "code": "12345"})

    assert mistakes(form, "note") == ["There is room for 5000 characters here; this text has 5001."]
    assert mistakes(form, "what") == ["There is room for 200 characters here; this text has 201."]
    assert mistakes(form, "code") == ["There is room for 4 characters here; this text has 5."]


def test_the_browser_never_cuts_a_pasted_text():
    assert "maxlength" not in MeetingForm().as_div()


def test_a_character_that_cannot_be_kept_is_refused_in_words():
    assert mistakes(MeetingForm({"what": "a\0b"}), "what") == [
        "There is a character here that cannot be kept. Please type the text anew."
    ]


def test_signs_that_turn_the_direction_of_text_are_kept():
    form = MeetingForm({"what": "a\u202eb", "kind": "a", "own": "x"})

    assert form.is_valid()
    assert form.cleaned_data["what"] == "a\u202eb"


def test_days_and_times_use_the_pickers_of_the_device():
    form = MeetingForm()

    kinds = [type(form.fields[name].widget) for name in ("held_on", "at", "moment")]
    assert kinds == [Day, Time, DayAndTime]
    drawn = str(MeetingForm({"held_on": "2026-09-01", "at": "14:30", "moment": "2026-09-01T14:30"}))
    assert 'type="date" name="held_on" value="2026-09-01"' in drawn
    assert 'type="time" name="at" value="14:30"' in drawn
    assert 'type="datetime-local" name="moment" value="2026-09-01T14:30"' in drawn


def test_what_was_read_from_the_pickers_is_understood():
    form = MeetingForm(
        {"what": "x", "kind": "a", "own": "x", "held_on": "2026-09-01", "moment": "2026-09-01T14:30"}
    )

    assert form.is_valid()
    assert form.cleaned_data["held_on"].isoformat() == "2026-09-01"
    assert form.cleaned_data["moment"].hour == 14


def test_a_field_with_a_widget_of_its_own_keeps_it():
    class SplitForm(PlainForm):
        held_on = forms.DateField(widget=forms.SelectDateWidget)

    assert type(SplitForm().fields["held_on"].widget) is forms.SelectDateWidget


def test_a_field_outside_our_forms_can_speak_plainly_too():
    field = forms.IntegerField(min_value=1)
    speak_plainly(field)

    with pytest.raises(forms.ValidationError, match="Please write 1 or more"):
        field.clean("0")


def test_a_form_without_a_version_hands_none_on():
    form = MeetingForm({"what": "x", "kind": "a", "own": "x"})

    assert form.is_valid()
    assert "version" not in form.cleaned_data
    assert (form.seen_version, form.version_to_send) == (None, None)


@pytest.mark.parametrize(
    ("sent", "seen"), [("2", 2), ("", 0), ("-1", 0), ("zwei", 0), ("٣", 0), ("9" * 30, 0)]
)
def test_the_deed_learns_the_version_that_the_person_saw(sent, seen):
    form = MeetingForm({"what": "x", "kind": "a", "own": "x", "version": sent}, row_version=3)

    assert form.is_valid()
    assert form.cleaned_data["version"] == seen


def test_a_form_with_a_mistake_still_carries_the_version_that_was_seen():
    assert MeetingForm(row_version=3).version_to_send == 3
    assert MeetingForm({"version": "2"}, row_version=3).version_to_send == 2


def test_after_a_clash_the_form_carries_the_version_that_was_shown_beside_it():
    form = MeetingForm({"version": "2"}, row_version=3)
    form.is_stale = True

    assert form.version_to_send == 3


def test_a_form_that_may_stay_empty_has_nothing_to_hand_on():
    form = MeetingForm({}, row_version=3, empty_permitted=True)

    assert form.is_valid()
    assert form.cleaned_data == {"version": 0}


def test_a_form_of_a_record_is_as_plain_as_any():
    form = NameForm({"name": "", "language": "lv"}, row_version=1)

    assert mistakes(form, "name") == ["Please write something here."]
    assert form.label_suffix == ""


# ── how fields look ────────────────────────────────────────────────────────────────────────────────────


def drawn(form: forms.BaseForm, name: str) -> str:
    return Template("{% field field=field %}").render(Context({"field": form[name]}))


def test_a_field_tells_its_hint_and_its_mistake_to_those_who_listen():
    html = drawn(MeetingForm({}), "what")

    assert 'aria-describedby="id_what_helptext id_what_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<div class="hint" id="id_what_helptext">A few words</div>' in html
    assert '<ul class="errors" id="id_what_error"><li>Please write something here.</li></ul>' in html


def test_what_need_not_be_answered_says_so():
    assert "(optional)" in drawn(MeetingForm(), "note")
    assert "(optional)" not in drawn(MeetingForm(), "what")


def test_a_group_of_choices_has_its_question_as_legend():
    html = drawn(SampleForm({}), "led_by")

    assert "<legend>Who led today?</legend>" in html
    assert 'aria-describedby="id_led_by_error"' in html
    assert html.count('type="radio"') == 3
    assert 'id="id_led_by"' in html


def test_a_group_that_need_not_be_answered_says_so():
    assert "(optional)" in drawn(SampleForm(), "channels")


def test_a_tick_has_its_words_beside_it():
    html = drawn(SampleForm({}), "agrees")

    assert html.index("checkbox") < html.index("I have read this and I agree")
    assert "Please tick this to go on." in html


def test_a_password_can_be_shown_where_there_is_a_script():
    class SecretForm(PlainForm):
        secret = forms.CharField(label="Password", widget=forms.PasswordInput)

    html = drawn(SecretForm(), "secret")
    assert 'type="password"' in html
    assert 'data-shows="id_secret"' in html
    assert "hidden>Show the password" in html


def test_a_file_can_be_taken_away_again():
    class FileForm(PlainForm):
        photo = forms.FileField(label="File", required=False)

    class Kept:
        url = "/kept.pdf"

        def __str__(self) -> str:
            return "kept.pdf"

    html = drawn(FileForm(initial={"photo": Kept()}), "photo")
    assert '<a href="/kept.pdf">kept.pdf</a>' in html
    assert 'name="photo-clear"' in html
    assert 'enctype="multipart/form-data"' in Template("{% form form=form submit='Save' %}").render(
        Context({"form": FileForm()})
    )


def test_choices_in_groups_keep_their_groups():
    class GroupForm(PlainForm):
        where = forms.ChoiceField(label="Where", choices=[("Near", [("a", "A")]), ("Far", [("b", "B")])])
        how = forms.ChoiceField(label="How", choices=[("Near", [("a", "A")])], widget=forms.RadioSelect)
        many = forms.MultipleChoiceField(label="Many", choices=[("a", "A")])

    assert '<optgroup label="Near">' in drawn(GroupForm(), "where")
    assert 'role="group" aria-label="Near"' in drawn(GroupForm(), "how")
    assert '<div class="select-frame is-list"><select' in drawn(GroupForm(), "many")


def test_cards_say_what_each_answer_means():
    html = drawn(SampleForm(), "way")

    assert "is-cards" in html
    assert '<span class="option-hint">We choose together, and you can say no.</span>' in html


def test_a_scale_sets_the_ways_not_to_answer_apart():
    html = drawn(SampleForm(), "housing")

    levels, skips = html.split("</div>", 1)
    assert levels.count('type="radio"') == 5
    assert skips.count('class="option is-skip"') == 2


def test_a_plain_choice_can_be_drawn_as_cards_or_as_a_scale():
    form = MeetingForm({"kind": "b"})
    context = Context({"field": form["kind"], "hints": {"a": "The first"}, "skips": ["b"]})

    cards = Template("{% choice_cards field=field hints=hints %}").render(context)
    scale = Template("{% scale field=field skips=skips %}").render(context)

    assert "The first" in cards
    assert 'value="b"' in cards
    assert 'class="option is-skip"' in scale
    assert "checked" in scale


def test_cards_without_hints_have_none():
    assert "option-hint" not in str(ChoiceCards(choices=[("a", "A")]).render("x", "a"))
    assert "is-skip" not in str(Scale(choices=[("a", "A")]).render("x", "a"))


# ── whole forms ────────────────────────────────────────────────────────────────────────────────────────


def whole(form: forms.BaseForm, **values: object) -> str:
    source = "{% form form=form submit='Save' url=url cancel_url=cancel %}"
    return Template(source).render(
        Context({"form": form, "url": "", "cancel": "", "csrf_token": "t", **values})
    )


def test_a_form_is_safe_against_forgery_repetition_and_overwriting():
    html = whole(MeetingForm(row_version=7))

    assert 'name="csrfmiddlewaretoken" value="t"' in html
    assert 'name="form_key"' in html
    assert '<input type="hidden" name="version" value="7">' in html
    assert 'type="hidden" name="secret"' in html
    assert "action=" not in html


def test_a_form_without_a_version_sends_none():
    assert 'name="version"' not in whole(MeetingForm())


def test_a_form_may_be_sent_elsewhere_and_left_without_saving():
    html = whole(MeetingForm(), url="/there/", cancel="/back/")

    assert 'action="/there/"' in html
    assert '<a class="button is-quiet" href="/back/">Cancel</a>' in html


def test_mistakes_are_gathered_above_the_form_and_lead_to_their_fields():
    html = whole(MeetingForm({"what": "", "kind": "a", "own": "x"}))

    assert "Please look at this once more" in html
    assert '<a href="#id_what">What</a> – Please write something here.' in html


def test_a_refusal_is_told_above_the_form():
    form = MeetingForm({"what": "x", "kind": "a", "own": "x"})
    form.add_error(None, "Add a goal first.")

    html = whole(form)
    assert "This was not saved yet" in html
    assert "<li>Add a goal first.</li>" in html


def test_a_form_frame_holds_fields_of_ones_own_choice():
    source = "{% form_frame form=form submit='Save' %}{% field field=form.what %}{% endform_frame %}"

    html = Template(source).render(Context({"form": MeetingForm(row_version=2), "csrf_token": "t"}))

    assert 'name="what"' in html
    assert 'name="note"' not in html
    assert 'name="version" value="2"' in html


def test_a_frame_without_a_form_is_only_a_button():
    html = Template("{% form_frame submit='Go' url='/go/' %}{% endform_frame %}").render(
        Context({"csrf_token": "t"})
    )

    assert "notice" not in html
    assert 'name="form_key"' in html
