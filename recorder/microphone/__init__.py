"""Devices that deliver sound: listing them, opening one, and a file in place of one."""
