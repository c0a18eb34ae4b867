"""Portal definitions: what a portal is made of, the loader and its checks, the portals that come along."""
