"""Export the audio encoder of an official CTranslate2 Whisper model to ONNX with 8-bit weights.

    python -m tools.classifiers.export_encoder MODEL_FOLDER encoder.onnx --layers 3 4

Weights are stored as 8-bit integers with one scale per output row, and turned back into floats
when the file is loaded. Any window length works: positions are the first rows of Whisper's. Needs
``onnx`` (a development tool); the file it writes needs only onnxruntime.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from analysis.models.model_file import contents
from analysis.transcription.loading.arrays import stored

OPSET = 17
HEADS = 6
LARGEST = 127


def variables(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the encoder's arrays of a model file as floats, by name."""
    listed = contents(path)
    assert listed is not None, f"{path} has another version of the format"
    found = {name: stored(path, variable) for name, variable in listed.variables.items()}
    out = {}
    for name, value in found.items():
        if not name.startswith("encoder"):
            continue
        floats = value.astype(np.float32)
        scale = found.get(name + "_scale")
        if scale is not None and value.dtype == np.int8:
            floats = floats / scale.astype(np.float32).reshape(-1, *[1] * (floats.ndim - 1))
        out[name.removeprefix("encoder/")] = floats
    return out


class Graph:
    """An ONNX graph built one operation at a time; each method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def op(self, kind: str, *inputs: str, name: str | None = None, **attributes: object) -> str:
        """Add an operation."""
        out = name or f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add a constant."""
        if all(c.name != name for c in self.constants):
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def rounded(self, name: str, weight: NDArray[np.float32], axis: int) -> str:
        """Add a weight as 8-bit integers with one scale per index along an axis."""
        others = tuple(i for i in range(weight.ndim) if i != axis)
        scale = np.abs(weight).max(axis=others) / LARGEST + 1e-12
        shape = [-1 if i == axis else 1 for i in range(weight.ndim)]
        whole = np.rint(weight / scale.reshape(shape)).astype(np.int8)
        return self.op(
            "DequantizeLinear",
            self.constant(name, whole),
            self.constant(name + "_scale", scale.astype(np.float32)),
            axis=axis,
        )

    def linear(
        self, x: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> str:
        """Add ``x @ weight.T + bias``."""
        product = self.op("MatMul", x, self.rounded(name, weight.T, 1))
        return self.op("Add", product, self.constant(name + "_bias", bias))

    def norm(self, x: str, name: str, v: dict[str, NDArray[np.float32]]) -> str:
        """Add a layer norm."""
        gamma = self.constant(name + "/gamma", v[name + "/gamma"])
        beta = self.constant(name + "/beta", v[name + "/beta"])
        return self.op("LayerNormalization", x, gamma, beta, axis=-1, epsilon=1e-5)

    def gelu(self, x: str) -> str:
        """Add the exact GELU; onnxruntime fuses these into one kernel."""
        half, one = (self.constant(n, np.float32(k)) for n, k in (("half", 0.5), ("one", 1.0)))
        root = self.constant("root_two", np.float32(2**0.5))
        erf = self.op("Add", self.op("Erf", self.op("Div", x, root)), one)
        return self.op("Mul", self.op("Mul", x, erf), half)


def attention(g: Graph, x: str, p: str, v: dict[str, NDArray[np.float32]]) -> str:
    """Add self-attention over x (1, n, width), normalized first."""
    width = v[f"{p}/layer_norm/gamma"].shape[0]
    split = g.constant("split_heads", np.array([0, 0, HEADS, width // HEADS], np.int64))
    join = g.constant("join_heads", np.array([0, 0, width], np.int64))
    x = g.norm(x, f"{p}/layer_norm", v)
    parts = []
    for i, part in enumerate("qkv"):
        rows = slice(i * width, (i + 1) * width)
        y = g.linear(
            x, f"{p}/{part}", v[f"{p}/linear_0/weight"][rows], v[f"{p}/linear_0/bias"][rows]
        )
        order = [0, 2, 3, 1] if part == "k" else [0, 2, 1, 3]
        parts.append(g.op("Transpose", g.op("Reshape", y, split), perm=order))
    scale = g.constant("attention_scale", np.float32((width // HEADS) ** -0.5))
    weights = g.op("Softmax", g.op("Mul", g.op("MatMul", parts[0], parts[1]), scale), axis=-1)
    mixed = g.op("Transpose", g.op("MatMul", weights, parts[2]), perm=[0, 2, 1, 3])
    joined = g.op("Reshape", mixed, join)
    return g.linear(joined, f"{p}/out", v[f"{p}/linear_1/weight"], v[f"{p}/linear_1/bias"])


def convolution(g: Graph, x: str, name: str, v: dict[str, NDArray[np.float32]], stride: int) -> str:
    """Add one of the two convolutions that lead into the encoder."""
    weight = g.rounded(name, v[f"{name}/weight"], 0)
    bias = g.constant(name + "_bias", v[f"{name}/bias"])
    y = g.op("Conv", x, weight, bias, strides=[stride], pads=[1, 1], kernel_shape=[3])
    return g.gelu(y)


def encoder(
    v: dict[str, NDArray[np.float32]], layers: tuple[int, ...], positions: int
) -> onnx.ModelProto:
    """Build the encoder, which outputs the frames after each of these layers (0: the input)."""
    g = Graph()
    x = convolution(g, convolution(g, "mel", "conv1", v, 1), "conv2", v, 2)
    x = g.op("Transpose", x, perm=[0, 2, 1])
    table = v["position_encodings/encodings"][:positions].astype(np.float16)
    table_name = g.op("Cast", g.constant("positions", table), to=TensorProto.FLOAT)
    length = g.op("Shape", x, start=1, end=2)
    zero = g.constant("zero", np.zeros(1, np.int64))
    x = g.op("Add", x, g.op("Slice", table_name, zero, length, zero))
    outputs = []
    for k in range(max(layers) + 1):
        if k in layers:
            outputs.append(g.op("Identity", x, name=f"layer{k}"))
        if k == max(layers):
            break
        p = f"layer_{k}"
        x = g.op("Add", x, attention(g, x, f"{p}/self_attention", v))
        y = g.norm(x, f"{p}/ffn/layer_norm", v)
        y = g.linear(y, f"{p}/up", v[f"{p}/ffn/linear_0/weight"], v[f"{p}/ffn/linear_0/bias"])
        y = g.linear(
            g.gelu(y), f"{p}/down", v[f"{p}/ffn/linear_1/weight"], v[f"{p}/ffn/linear_1/bias"]
        )
        x = g.op("Add", x, y)
    if max(layers) == count_layers(v):
        outputs[-1] = g.norm(x, "layer_norm", v)
        g.nodes = [n for n in g.nodes if n.output[0] != f"layer{max(layers)}"]
        g.nodes[-1].output[0] = outputs[-1] = f"layer{max(layers)}"
    width = v["layer_norm/gamma"].shape[0]
    graph = helper.make_graph(
        g.nodes,
        "whisper_encoder",
        [helper.make_tensor_value_info("mel", TensorProto.FLOAT, [1, 80, "mel_frames"])],
        [
            helper.make_tensor_value_info(o, TensorProto.FLOAT, [1, "frames", width])
            for o in outputs
        ],
        g.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def count_layers(v: dict[str, NDArray[np.float32]]) -> int:
    """Count the layers of the model."""
    return sum(name.endswith("ffn/layer_norm/gamma") for name in v)


def main() -> None:
    """Write the file named on the command line."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("model", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--layers", type=int, nargs="+", default=[3, 4])
    ap.add_argument("--positions", type=int, default=500)
    a = ap.parse_args()
    v = variables(a.model / "model.bin")
    onnx.save(encoder(v, tuple(a.layers), a.positions), a.out)
    print(a.out, a.out.stat().st_size)


if __name__ == "__main__":
    main()
