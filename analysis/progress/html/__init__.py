"""Progress as one HTML page that opens from disk anywhere and asks no one for anything."""
