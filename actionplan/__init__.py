"""The project itself: settings, the root addresses, the home page and the demo."""
