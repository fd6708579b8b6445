"""Writes Whisper models of the real dimensions with random weights: the work without the words.

What a model costs (time, memory) depends on its dimensions and on how many tokens it writes, not on
what its weights say. So a random model of the same size, layout and token count is as good as a
true one where speed is measured, and none has to be fetched first. The text is noise. A handful of
rows is not random: they let the model count, 3.3 tokens for each second of sound (``counting``),
where true weights would end a text by its meaning. Nothing but measurements uses these models.
"""
