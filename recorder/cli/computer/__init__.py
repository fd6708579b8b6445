"""Commands about this computer: devices, models, checks, and the demo."""
