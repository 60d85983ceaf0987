"""Gunicorn's own lines, as JSON like the site's."""

from gunicorn.config import Config
from gunicorn.glogging import Logger

from core.operation.watching.log_lines import JsonLines


class JsonLogger(Logger):
    """That workers begin and end, and what is wrong with them."""

    def setup(self, cfg: Config) -> None:
        """Have the library make its handlers, and write their lines in our form."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())
