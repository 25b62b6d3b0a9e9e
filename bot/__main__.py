"""``python -m bot`` is ``teamaround``."""

import sys

from bot.cli import main

sys.exit(main())
