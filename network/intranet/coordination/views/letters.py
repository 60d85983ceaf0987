"""What a link in a mail opens: a question that whoever has the mail answers without logging in.

Looking at it changes nothing: mail servers open links before people do.
"""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.web.public_forms import PublicForm
from core.web.views.public_forms import PublicFormView
from network.intranet.coordination import letters
from network.intranet.coordination.accounts import NoAccount
from network.intranet.coordination.actions import NotInForce, accept, decline, name_person
from network.intranet.coordination.forms import AnswerForm, NamingForm
from network.organisation.models.duties import duties_of

ANSWERED = {letters.State.NAMED, letters.State.ACCEPTED, letters.State.DECLINED}


class LetterView(PublicFormView):
    """The head's form, the form of who was named, or what has become of the question."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The question as it is now; a key that nobody was sent leads nowhere."""
        super().setup(request, *args, **kwargs)
        self.request.made_for_one = True
        found = letters.read(kwargs["key"])
        if found is None:
            raise Http404
        self.nomination, self.letter, self.to = found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question, or why it is asked no more."""
        return self._closed() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer, or why it is not taken."""
        return self._closed() or super().post(request, *args, **kwargs)

    def get_form_class(self) -> type[PublicForm]:
        """Of whom the letter went to."""
        return NamingForm if self.to == letters.To.HEAD else AnswerForm

    def get_template_names(self) -> list[str]:
        return [f"intranet/letters/{self.to}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question, and what the seat means as the document has it."""
        named = self.nomination.duties.splitlines()
        return super().get_context_data(**kwargs) | {
            "nomination": self.nomination,
            "duties": named or duties_of(self.nomination.profile, self.nomination.kind),
        }

    def form_valid(self, form: PublicForm) -> HttpResponse:
        """Store the answer; the same address then says what it was."""
        asked, letter, at = self.nomination, self.letter, self.at
        try:
            if isinstance(form, NamingForm):
                name_person(nomination=asked, letter=letter, facts=form.facts, at=at)
            elif form.cleaned_data["answer"] == AnswerForm.YES:
                accept(nomination=asked, letter=letter, at=at)
            else:
                decline(nomination=asked, letter=letter, at=at)
        except NoAccount as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        except NotInForce:
            pass  # somebody was quicker: what is shown next says what they answered
        return redirect(self.request.path)

    def _closed(self) -> HttpResponse | None:
        """What has become of the question; None while it is asked."""
        run_out = self.nomination.has_run_out(self.at)
        state = letters.closed(self.nomination, self.letter, self.to, run_out=run_out)
        if state is None:
            return None
        status = HTTPStatus.OK if state in ANSWERED else HTTPStatus.GONE
        context = {"state": state, "to": self.to, "nomination": self.nomination}
        template = "intranet/letters/closed.html"
        return render(self.request, template, context, status=status)
