"""The list widget over as many computed rows as the first argument says."""

import sys

from tests.widgets.list_app import ListApp
from tests.widgets.synthetic import SyntheticRows

if __name__ == "__main__":
    source = SyntheticRows(int(sys.argv[1]))
    ListApp(source, first=source.page_now()).run()
