"""Trains the network that scores phones (`analysis.sound.phones`); see README.md."""
