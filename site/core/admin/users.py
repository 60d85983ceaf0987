"""Those who have an account, in the admin: Wagtail's own views, the names in Swedish order."""

from wagtail.users.views import users

from core.admin.lists import InSwedish


class UserListView(InSwedish, users.IndexView):
    pass


class UserViewSet(users.UserViewSet):
    index_view_class = UserListView
