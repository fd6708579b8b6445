"""What the sentences of an answer are about, however they are worded (numpy, onnxruntime)."""
