"""Files: judged before they are stored, stored once, downloaded by whoever may read them."""
