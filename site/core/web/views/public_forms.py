"""The one way from a form that anybody may send to its answer."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from core.pages.context import profile_for
from core.web.public_forms import PublicForm
from core.web.request import Request
from core.words.language import current


# The form does nothing in the name of whoever is logged in, so no cookie has to vouch for it.
@method_decorator((csrf_exempt, login_not_required, never_cache), name="dispatch")
class PublicFormView(FormView):
    """Shows a form, has its action store what was sent, and leads to the answer.

    A form that comes back has what was typed: 422 where something in it is wrong, 429 where too
    many have come from the sender's connection, 503 where the database takes nothing. A form says
    `form_class`, `template_name`, `action` and `answer_url`; the action is told the facts and who
    they are for, and no request.
    """

    http_method_names = ["get", "head", "post"]
    form_class: type[PublicForm]
    action: ClassVar[Callable[..., Model]]  # a staticmethod
    request: Request
    needs_profile: ClassVar[bool] = True  # without a municipality there is nobody to write to

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """One clock and one municipality for all of the request."""
        super().setup(request, *args, **kwargs)
        self.at, self.profile = timezone.now(), profile_for(request)
        if self.profile is None and self.needs_profile:
            raise Http404

    def answer_url(self, record: Any) -> str:
        """Where the sender reads that it has come."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """What every public form needs besides what was sent."""
        return {
            **super().get_form_kwargs(),
            "request": self.request,
            "at": self.at,
            "profile": self.profile,
        }

    def form_valid(self, form: PublicForm) -> HttpResponse:
        """Store it; the same form with the same text, sent again, is the same record."""
        record = self.action(
            profile=self.profile,
            facts=form.facts,
            sent_key=form.sent_key,
            language=current(),
            at=self.at,
        )
        url = self.answer_url(record)
        if form.again:  # the answer says so (templates/forms/sent.html)
            url += f"{'&' if '?' in url else '?'}again"
        return redirect(url)

    def form_invalid(self, form: PublicForm) -> HttpResponse:
        """The form with everything written, and what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=form.refused_as)
