"""The rules of the house: each reads the checkout at a folder and yields complaints."""

from tests.architecture.imports import (
    apps_known_to_config,
    back_arrows,
    circles,
    hidden_imports,
    unexplained_imports,
)
from tests.architecture.layers import (
    actions_with_requests,
    clock_readers,
    out_of_layer,
    silent_actions,
)
from tests.architecture.lists import further_lists_of_apps
from tests.architecture.rooms import crowded_rooms, misplaced, misshapen
from tests.architecture.style_sheets import misshapen_styles, repeated_styles, unknown_properties
from tests.architecture.templates import (
    crowded_templates,
    dead_classes,
    unstyled_classes,
    wide_templates,
)

RULES = (
    back_arrows,
    circles,
    unexplained_imports,
    hidden_imports,
    apps_known_to_config,
    further_lists_of_apps,
    out_of_layer,
    clock_readers,
    actions_with_requests,
    silent_actions,
    crowded_rooms,
    misshapen,
    misplaced,
    misshapen_styles,
    repeated_styles,
    unknown_properties,
    wide_templates,
    dead_classes,
    unstyled_classes,
    crowded_templates,
)
