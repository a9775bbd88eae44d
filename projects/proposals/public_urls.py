"""The page an outside agency opens by its link; the root addresses take it in."""

urlpatterns = []
