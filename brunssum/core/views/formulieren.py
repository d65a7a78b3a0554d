"""What views with a form share: what was sent, what a service refused, and what to do when another was quicker."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from brunssum.core.exceptions import Tussentijds


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when that is nothing (a list of which nothing is ticked); None when nothing was sent."""
    return request.POST if request.method == "POST" else None


def tell_meanwhile(form: forms.Form, refused: Tussentijds, **seen: Any) -> None:
    """Say that another was quicker. Sent again, the form is written on what stands there now; see write_on."""
    form.add_error(None, refused.messages)
    write_on(form, **seen)


def write_on(form: forms.Form, **seen: Any) -> None:
    """Let the form be written on this: its hidden field that says what its writer read, and what stands there now."""
    form.data = form.data.copy()
    for name, value in seen.items():
        form.data[name] = value


def show_refusal(form: forms.Form, refused: ValidationError) -> None:
    """What a service refused: each sentence beside its field where the form has that field, and above the form otherwise."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, sentences in refused.message_dict.items():
        form.add_error(name if name in form.fields else None, sentences)
