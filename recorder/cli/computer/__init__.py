"""Commands about this computer: devices, models, the doctor, and the demo."""
