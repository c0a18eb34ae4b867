"""What holds in all tests of the interface: nothing moves, nothing blinks, and only fr-CA unless asked."""

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"
