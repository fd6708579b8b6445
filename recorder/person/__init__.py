"""What the person told Viva: settings, profile, own fillers, and own questions."""
