"""The words that show a part of an answer, in patterns of ``TokenizedAnswer.find``."""
