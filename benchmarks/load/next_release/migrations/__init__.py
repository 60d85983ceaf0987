"""Those of calls, and what a next release may add to them."""

from opportunities import migrations

TODAY = list(migrations.__path__)
__path__ += TODAY
