"""Forms come out as GOV.UK markup, whoever wrote them."""

import re

from django import forms

from tests.theme.examples import Source


def test_every_label_names_a_field_that_exists() -> None:
    page = str(Source())

    targets = re.findall(r'<label[^>]* for="([^"]+)"', page)

    assert len(targets) >= 10
    assert all(f'id="{target}"' in page for target in targets)


def test_the_summary_links_each_error_to_its_field() -> None:
    page = str(Source({}))

    targets = re.findall(r'<a href="#([^"]+)"', page)

    assert len(targets) == 8
    assert all(f'id="{target}"' in page for target in targets)


def test_a_form_without_errors_has_no_summary() -> None:
    assert "govuk-error-summary" not in str(Source())


def test_what_describes_a_field_exists() -> None:
    page = str(Source({}))

    described = [one for many in re.findall(r'aria-describedby="([^"]+)"', page) for one in many.split()]

    assert described
    assert all(f'id="{one}"' in page for one in described)


def test_a_class_of_the_widget_is_kept_beside_ours() -> None:
    assert 'class="govuk-input govuk-input--width-10"' in str(Source()["seen"])


def test_a_counter_stands_only_where_it_was_asked_for() -> None:
    form = Source()

    assert 'data-maxlength="200"' in form["note"].as_field_group()
    assert "character-count" not in form["name"].as_field_group()


def test_what_was_typed_comes_back_escaped() -> None:
    form = Source({"name": '"><script>'})

    assert "<script>" not in str(form)


def test_errors_that_belong_to_no_field_are_shown_too() -> None:
    class Contradiction(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError("These two do not go together.")

    assert "These two do not go together." in str(Contradiction({}))


def test_rendering_without_summary_is_possible() -> None:
    assert "govuk-error-summary" not in Source({}).as_div()
