"""Every address of the site by its name: who is let in, and what kinds of records it may tell of.

A route that is added is a line here: its name as in `path(…, name="…")`, and
`anybody(…)`, `logged_in(…)` or `network(…)` with the kinds of table.CANARIES that it shows. The
admin's own have namespaces: a line in ADMIN; a model's two are a word in SNIPPETS.
"""

from dataclasses import dataclass
from enum import Enum


class Door(Enum):
    ANYBODY = "anybody"
    LOGGED_IN = "whoever is logged in"
    NETWORK = "the network"
    ADMIN = "who may use the admin"
    NOBODY = "nobody: leads to the log-in, or is not there"


@dataclass(frozen=True)
class Route:
    """Who is let in, and the kinds of which it may tell them what they may read."""

    door: Door
    kinds: tuple[str, ...] = ()


def anybody(*kinds: str) -> Route:
    """Also strangers."""
    return Route(Door.ANYBODY, kinds)


def logged_in(*kinds: str) -> Route:
    """Whoever is logged in."""
    return Route(Door.LOGGED_IN, kinds)


def network(*kinds: str) -> Route:
    """Whoever is of the network."""
    return Route(Door.NETWORK, kinds)


NOBODY = Route(Door.NOBODY)
IN_ADMIN = Route(Door.ADMIN)
PAGES = ("page", "governing", "news")
EVENTS = ("event", "inside")
POSTS = ("post", "comment", "hidden", "hush", "call")  # which it may be about
EXCHANGES = ("exchange", "sent", "town", "organisation")
# What stands at the foot of every page, also of one that says that nothing is there.
EVERYWHERE = ("page", "governing")

ROUTES: dict[str, Route] = {
    # Log-in and account: nothing of the content.
    "account_change_password": logged_in(),
    "account_confirm_email": anybody(),
    "account_confirm_login_code": NOBODY,
    "account_confirm_reauthentication_code": NOBODY,
    "account_email": NOBODY,
    "account_email_verification_sent": anybody(),
    "account_inactive": anybody(),
    "account_login": anybody(),
    "account_logout": logged_in(),
    "account_reauthenticate": logged_in(),
    "account_request_reauthentication_code": NOBODY,
    "account_reset_password": anybody(),
    "account_reset_password_done": anybody(),
    "account_reset_password_from_key": anybody(),
    "account_reset_password_from_key_done": anybody(),
    "account_set_password": logged_in(),
    "account_signup": anybody(),  # says that nobody signs up
    "mfa_activate_totp": logged_in(),
    "mfa_authenticate": NOBODY,
    "mfa_deactivate_totp": logged_in(),
    "mfa_download_recovery_codes": logged_in(),
    "mfa_generate_recovery_codes": logged_in(),
    "mfa_index": logged_in(),
    "mfa_reauthenticate": logged_in(),
    "mfa_view_recovery_codes": logged_in(),
    "my_sessions": logged_in(),
    "openid_connect_callback": NOBODY,
    "openid_connect_login": NOBODY,
    "socialaccount_connections": logged_in(),
    "socialaccount_login_cancelled": anybody(),
    "socialaccount_login_error": anybody(),
    "socialaccount_signup": anybody(),
    # Machines.
    "api_calls": anybody("call"),
    "area_feed_en": anybody("news"),
    "area_feed_sv": anybody("news"),
    "favicon": anybody(),
    "healthz": anybody(),
    "letter": anybody(),  # asks for a key that was mailed
    "metrics": anybody(),  # asks for a token
    "news_feed_en": anybody("news"),
    "news_feed_sv": anybody("news"),
    "robots": anybody(),
    "security_txt": anybody(),  # where SECURITY_CONTACT is set
    "share_image": anybody(),
    "sitemap": anybody(),
    "sitemap_part": anybody(*PAGES, "call", "town", "project"),
    "theme": anybody(),
    # The site.
    "area": anybody("call", "town", "exchange", "project", "news"),
    "areas": anybody(),
    "call": anybody("call", "post"),
    "call_calendar": anybody("call"),
    "call_list": anybody("call"),
    "media": anybody("image"),
    "programme": anybody("call", "project"),
    "programmes": anybody(),
    "proposal_sent": anybody(),  # says that a proposal has come, not what it says
    "propose": anybody(),
    "report_fault": anybody(),
    "site_search": anybody(
        *PAGES, "call", "town", "document", "project", "post", "hidden", "card", *EVENTS
    ),
    "site_suggestions": anybody(*PAGES, "call", "project"),
    "untranslated": anybody(*PAGES),
    "visit": anybody(),  # anybody may ask to come
    "visit_sent": anybody(),
    "wagtail_serve": anybody(  # asks for each page, which asks for each record
        *(*PAGES, "project", "town", "agreement", "exchange", "organisation", "membership"),
        *("sent", "award", "image", "call"),
        *("award", "image", "call", "event"),
    ),
    "wagtaildocs_serve": anybody("document"),
    "meeting_calendar": anybody(*EVENTS),
    "personal_calendar": anybody("event"),  # asks for a token, and then what its person may read
    # The intranet.
    "network": network("post", "hidden", "call", "event", "organisation"),  # and what waits
    "coordination": network("post", "hidden"),  # of whom those who coordinate
    "ask_again": network(),
    "ask_head": network(),
    "change_seat": network(),
    "change_unit": network(),
    "invite": network(),
    "take_back": network(),
    "duty_done": logged_in(),
    "groups": logged_in(),
    "form_group": network(),
    "group": logged_in("post", "hidden", "event"),
    "change_group": network(),
    "group_members": network(),
    "covered_by_member": network(),
    "posts": network("post", "hidden"),
    "post_file": logged_in("post"),
    "draft_file": logged_in(),
    "calendar_feed": logged_in(),
    "pass_on": network("call", "news"),
    "confirm_reading": logged_in(*POSTS),
    "who_has_read": logged_in("post", "hidden"),
    "suggest_news": logged_in("post", "hidden"),
    "write_post": network(),
    "post": logged_in(*POSTS),
    "edit_post": network("post"),
    "throw_draft_away": network(),
    "post_history": logged_in("post", "version"),
    "comment_on_post": logged_in(*POSTS),
    "edit_comment": logged_in(*POSTS),
    "thank": logged_in(*POSTS),
    "follow": logged_in(*POSTS),
    "mark_answer": logged_in(*POSTS),
    "moderate_post": logged_in(*POSTS),
    "moderate_comment": logged_in(*POSTS),
    "contacts": network("card"),
    "person": network("card", "post", "hidden"),
    "edit_person": network("card"),
    "exchanges": network(*EXCHANGES),
    "enter_exchange": network("town", "organisation"),
    "change_exchange": network(*EXCHANGES),
    "remove_exchange": network(*EXCHANGES),
    "competence": logged_in("training"),
    "add_training": logged_in(),
    "change_training": logged_in("training"),
    "remove_training": logged_in("training"),
    "competence_csv": network(),  # numbers
    "memberships": network("membership", "organisation"),
    "enter_membership": network("organisation"),
    "change_membership": network("membership", "organisation"),
    "membership_year": network("membership", "organisation"),
    "notifications": logged_in("post", "hidden"),
    "notification_choices": logged_in("post", "hidden"),
    "end_notices": anybody(),  # asks for a token that was mailed
    "my_data": logged_in("card", "post", "hidden", "event"),
    "meetings": logged_in("event"),
    "meeting": anybody(*EVENTS),  # to a stranger what is public of it
    "new_meeting": network("event"),  # which it can follow
    "change_meeting": network(*EVENTS),
    "cancel_meeting": logged_in("event"),
    "answer_meeting": logged_in(*EVENTS),
    "meeting_agenda": logged_in(*EVENTS),
    "meeting_minutes": logged_in(*EVENTS),
    "meeting_attendance": logged_in("event"),
    "finish_task": logged_in(*EVENTS),
    "meeting_files": logged_in(*EVENTS),
    "meeting_file": logged_in("inside"),
    # Wagtail's own ways in, which lead to ours or nowhere.
    "accounts/login/": NOBODY,
    "accounts/oidc/x/login/": NOBODY,
    "accounts/oidc/x/login/callback/": NOBODY,
    "django-admin/login/": NOBODY,
    "wagtailcore_authenticate_with_password": NOBODY,
    "wagtailcore_login": NOBODY,
    "wagtaildocs_authenticate_with_password": NOBODY,
}
ADMIN = {
    "admin/…": "Wagtail's and our own without a name, and what finds no address",
    "bring_back": "the bin",
    "broken_links": "a report",
    "broken_links_results": "a report",
    "outlived": "what has outlived its period",
    "page_bin": "the bin",
    "page_bin_results": "the bin",
    "reviews_due": "a report",
    "reviews_due_results": "a report",
    "import-document": "reading a governing document from a file",
    "try-question": "trying what the search finds",
    "wagtail_bulk_action": "what is done to several at once",
    "wagtail_localize": "translations",
    "wagtailadmin": "the start, the explorer, choosers of pages, tags",
    "wagtailadmin_api:documents": "the admin's API",
    "wagtailadmin_api:images": "the admin's API",
    "wagtailadmin_api:pages": "the admin's API",
    "wagtailadmin_collections": "collections",
    "wagtailadmin_editing_sessions": "who else edits a page",
    "wagtailadmin_pages": "pages: edit, copy, move, history, previews",
    "wagtailadmin_reports": "reports and their exports",
    "wagtailadmin_workflows": "review",
    "wagtaildocs": "documents",
    "wagtaildocs_chooser": "chooser of documents",
    "wagtailembeds": "chooser of embedded media",
    "wagtailimages": "images",
    "wagtailimages_chooser": "chooser of images",
    "wagtaillocales": "languages",
    "wagtailredirects": "redirects",
    "wagtailsettings": "settings",
    "wagtailsites": "sites",
    "wagtailsnippets": "list of kinds of records",
    "wagtailusers_groups": "groups of rights",
    "wagtailusers_users": "accounts",
}
SNIPPETS = {
    *("core_alert", "core_audience", "core_auditevent", "core_jobrun"),
    *("core_municipalityprofile", "core_priorityarea", "core_run", "core_searchedword"),
    *("core_sectionvisibility", "core_vocabularyconcept", "editing_faultreport"),
    *("home_glossaryterm", "home_partnerproposal", "home_subjectcontact"),
    *("network_agreement", "network_appointment", "network_award", "network_body"),
    *(
        "network_bodymeeting",
        "network_duty",
        "network_claimrule",
        "network_exchange",
        "network_externalorganisation",
    ),
    *("network_group", "network_groupmember", "network_networkmembership", "network_seat"),
    *("network_travelrule", "network_twintown", "network_unit", "network_unitmember"),
    *("network_visitrequest", "opportunities_call", "opportunities_exchangerate"),
    *("opportunities_importrun", "opportunities_programme", "opportunities_quarantined"),
    *("opportunities_source", "projects_project"),
}
MISSING = (
    "{0!r} is not in the leak matrix. Say in tests/leaks/routes.py whom it lets in and what it "
    "shows: a line {0!r}: anybody(), logged_in() or network() with the kinds in ROUTES, for the "
    "admin {0!r}: what it is in ADMIN, or the model in SNIPPETS."
)


def declared() -> dict[str, Route]:
    """Every route of the table, the admin's too."""
    prefixes = ("wagtailsnippets_", "wagtailsnippetchoosers_")
    snippets = {prefix + model for model in SNIPPETS for prefix in prefixes}
    return ROUTES | dict.fromkeys((*ADMIN, *snippets), IN_ADMIN)


def public_names() -> set[str]:
    """Those that let strangers in."""
    return {name for name, route in ROUTES.items() if route.door is Door.ANYBODY}
