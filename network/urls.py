from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from network.cooperation.exchanges import views as exchanges
from network.cooperation.memberships import views as memberships
from network.cooperation.views.visits import VisitView, visit_sent
from network.intranet.calendar import views as calendar
from network.intranet.comments import views as comments
from network.intranet.competence import views as competence
from network.intranet.coordination import urls as coordination
from network.intranet.duties import views as duties
from network.intranet.events import urls as events
from network.intranet.files import views as files
from network.intranet.groups.views import coordination as group_forms
from network.intranet.groups.views import pages as groups
from network.intranet.moderation import views as moderation
from network.intranet.news import views as news
from network.intranet.notifications import views as notifications
from network.intranet.passing_on import views as passing_on
from network.intranet.posts import views as posts
from network.intranet.reading import views as reading
from network.intranet.start import views as start
from network.intranet.writing import views as writing
from network.people import views as people

visits = [
    path("", VisitView.as_view(), name="visit"),
    path(_("sent/"), visit_sent, name="visit_sent"),
]

intranet: list[URLPattern | URLResolver] = [
    path("", start.start, name="network"),
    path(_("posts/"), posts.post_list, name="posts"),
    path(_("new/"), writing.write, name="write_post"),
    path(_("posts/<int:pk>/"), posts.post_page, name="post"),
    path(_("posts/<int:pk>/edit/"), writing.edit, name="edit_post"),
    path(_("posts/<int:pk>/history/"), posts.post_history, name="post_history"),
    path(_("posts/<int:pk>/files/<int:file>/"), files.post_file, name="post_file"),
    path(_("drafts/<uuid:key>/files/<int:file>/"), files.draft_file, name="draft_file"),
    path(_("drafts/<uuid:key>/delete/"), writing.throw_away, name="throw_draft_away"),
    path(_("contacts/"), people.contacts, name="contacts"),
    path(_("contacts/<int:pk>/"), people.person_page, name="person"),
    path(_("contacts/<int:pk>/edit/"), people.edit_person, name="edit_person"),
    path(_("groups/"), groups.group_list, name="groups"),
    path(_("groups/new/"), group_forms.form_group, name="form_group"),
    path(_("groups/<slug:key>/"), groups.group_page, name="group"),
    path(_("groups/<slug:key>/change/"), group_forms.change_group, name="change_group"),
    path(_("groups/<slug:key>/members/"), group_forms.group_members, name="group_members"),
    path(
        _("groups/<slug:key>/members/<int:pk>/"),
        group_forms.covered_by_member,
        name="covered_by_member",
    ),
    path(_("meetings/"), include(events)),
    path(_("my-data/"), people.my_data, name="my_data"),
    path(_("my-data/duties/<int:pk>/"), duties.duty_done, name="duty_done"),
    path(_("posts/<int:pk>/comment/"), comments.comment_on_post, name="comment_on_post"),
    path(_("posts/<int:pk>/thanks/"), comments.thank, name="thank"),
    path(_("posts/<int:pk>/follow/"), comments.follow, name="follow"),
    path(_("posts/<int:pk>/answer/"), comments.answer, name="mark_answer"),
    path(
        _("posts/<int:pk>/comments/<int:comment>/edit/"),
        comments.change_comment,
        name="edit_comment",
    ),
    path(_("posts/<int:pk>/read/"), reading.confirm_reading, name="confirm_reading"),
    path(_("posts/<int:pk>/readers/"), reading.who_has_read, name="who_has_read"),
    path(_("posts/<int:pk>/news/"), news.suggest, name="suggest_news"),
    path(_("posts/<int:pk>/moderate/"), moderation.moderate_post, name="moderate_post"),
    path(
        _("posts/<int:pk>/comments/<int:comment>/moderate/"),
        moderation.moderate_comment,
        name="moderate_comment",
    ),
    path(_("meetings/subscribe/"), calendar.calendar_feed, name="calendar_feed"),
    path(_("meetings/<int:pk>/calendar.ics"), calendar.meeting_calendar, name="meeting_calendar"),
    path(_("exchanges/"), exchanges.exchange_list, name="exchanges"),
    path(_("exchanges/new/"), exchanges.enter, name="enter_exchange"),
    path(_("exchanges/<int:pk>/"), exchanges.change, name="change_exchange"),
    path(_("exchanges/<int:pk>/remove/"), exchanges.remove, name="remove_exchange"),
    path(_("competence/"), competence.log, name="competence"),
    path(_("competence/new/"), competence.add, name="add_training"),
    path(_("competence/year.csv"), competence.year_as_csv, name="competence_csv"),
    path(_("competence/<int:pk>/"), competence.change, name="change_training"),
    path(_("competence/<int:pk>/remove/"), competence.remove, name="remove_training"),
    path(_("memberships/"), memberships.membership_list, name="memberships"),
    path(_("memberships/new/"), memberships.enter, name="enter_membership"),
    path(_("memberships/<int:pk>/"), memberships.change, name="change_membership"),
    path(_("memberships/<int:pk>/year/"), memberships.year, name="membership_year"),
    path(_("notifications/"), notifications.notifications, name="notifications"),
    path(_("notifications/choices/"), notifications.choices, name="notification_choices"),
    path(_("pass-on/<slug:kind>/<int:pk>/"), passing_on.pass_it_on, name="pass_on"),
    path(_("coordination/"), include(coordination)),
]

urlpatterns = [
    path(_("visit/"), include(visits)),
    path(_("network/"), include(intranet)),
]
