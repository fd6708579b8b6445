"""Devices that deliver sound: which there are, opening one, and a file that stands in for one."""
