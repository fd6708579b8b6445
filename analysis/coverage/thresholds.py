"""When a part counts as heard, and an answer as about something else, with the sentence encoder.

All are log odds. They were chosen on answers that the heads weren't trained on; the figures are in
``tools/sentences/README.md``, and ``python -m tools.sentences.train`` prints them.
"""

from __future__ import annotations

HIT = 1.5
"""What a rule that shows the part adds to the encoder's score for it."""

HEARD = 1.6
"""Score, with `HIT`, above which a part counts as heard."""

OFF = 0.25
"""Score above which an answer counts as about something else; then no part counts as heard."""
