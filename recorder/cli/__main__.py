"""``python -m recorder.cli`` does what ``viva`` does."""

import sys

from recorder.cli import main

sys.exit(main())
