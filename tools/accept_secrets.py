"""`python tools/accept_secrets.py`: take what looks like a secret and is none into the baseline.

Look at the difference before you commit it. What is looked for, and in which files, stands in the
baseline too. Lines have no numbers there, so that it changes only with what is found.
"""

import json
from pathlib import Path

from detect_secrets.core import baseline

BASELINE = Path(".secrets.baseline")

if __name__ == "__main__":
    baseline.load(baseline.load_from_file(str(BASELINE)), str(BASELINE))  # what is looked for
    found = baseline.format_for_output(baseline.create("."), is_slim_mode=True)
    BASELINE.write_text(json.dumps(found, indent=2) + "\n")
