"""Which speech model to use: choosing, measuring, and downloading one."""
