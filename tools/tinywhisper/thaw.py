"""Turn a shipped model folder back into weights that training can go on from.

    python -m tools.tinywhisper.thaw --model analysis/demo/model --out start.pt
    python -m tools.tinywhisper.train --start start.pt --lr 5e-4 ...

The weights come back rounded to 8 bits, and the phone head, which is not shipped, begins
anew; a few minutes of training make up for both.
"""

import argparse
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .network import Whisper
from .tokens import TIMES

TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)  # by CTranslate2's type id


class Reader:
    """Reads CTranslate2's binary model format."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def number(self, kind: str) -> int:
        """Read one integer of this struct type."""
        (value,) = struct.unpack_from(kind, self.raw, self.at)
        self.at += struct.calcsize(kind)
        return int(value)

    def text(self) -> str:
        """Read a string with its length before it and a zero behind it."""
        size = self.number("H")
        self.at += size
        return self.raw[self.at - size : self.at - 1].decode()

    def array(self) -> np.ndarray:
        """Read an array."""
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind, size = TYPES[self.number("B")], self.number("I")
        self.at += size
        flat = np.frombuffer(self.raw[self.at - size : self.at], kind)
        return flat.reshape(shape)


def variables(path: Path) -> dict[str, Tensor]:
    """Return a model file's arrays as floats, by name."""
    r = Reader(path.read_bytes())
    r.number("I"), r.text(), r.number("I")
    found = {}
    for _ in range(r.number("I")):
        name = r.text()
        found[name] = r.array()
    out = {}
    for name, value in found.items():
        scale = found.get(name + "_scale")
        x = value.astype(np.float32)
        if scale is not None and value.dtype == np.int8:
            x = x / scale.astype(np.float32).reshape(-1, *[1] * (x.ndim - 1))
        out[name] = torch.from_numpy(x)
    return out


def put(v: dict[str, Tensor], name: str, *layers: nn.Linear | nn.Conv1d | nn.LayerNorm) -> None:
    """Fill layers that the model file holds as one, stacked."""
    if isinstance(layers[0], nn.LayerNorm):
        layers[0].load_state_dict({"weight": v[name + "/gamma"], "bias": v[name + "/beta"]})
        return
    at = 0
    for layer in layers:
        n = layer.weight.shape[0]
        layer.weight.data = v[name + "/weight"][at : at + n].clone()
        if layer.bias is not None:
            layer.bias.data = v[name + "/bias"][at : at + n].clone()
        at += n


def thawed(v: dict[str, Tensor], m: Whisper) -> Whisper:
    """Fill a network with a model file's arrays."""
    put(v, "encoder/conv1", m.conv1)
    put(v, "encoder/conv2", m.conv2)
    for side, blocks, last in (
        ("encoder", m.encoder, m.enc_ln),
        ("decoder", m.decoder, m.dec_ln),
    ):
        put(v, f"{side}/layer_norm", last)
        for k, b in enumerate(blocks):
            p = f"{side}/layer_{k}"
            s = b.self_attn
            put(v, f"{p}/self_attention/layer_norm", b.self_ln)
            put(v, f"{p}/self_attention/linear_0", s.q_proj, s.k_proj, s.v_proj)
            put(v, f"{p}/self_attention/linear_1", s.out_proj)
            put(v, f"{p}/ffn/layer_norm", b.ffn_ln)
            put(v, f"{p}/ffn/linear_0", b.fc1)
            put(v, f"{p}/ffn/linear_1", b.fc2)
            if side == "decoder":
                put(v, f"{p}/attention/layer_norm", b.cross_ln)
                put(v, f"{p}/attention/linear_0", b.cross_attn.q_proj)
                put(v, f"{p}/attention/linear_1", b.cross_attn.k_proj, b.cross_attn.v_proj)
                put(v, f"{p}/attention/linear_2", b.cross_attn.out_proj)
    m.dec_pos.data = v["decoder/position_encodings/encodings"].clone()
    embedding = v["decoder/embeddings/weight"]
    first = embedding.shape[0] - len(TIMES)
    m.text.data = embedding[:first].clone()
    # The times are one linear map of the position code: find it again by least squares.
    code = torch.cat([m.time_code, torch.ones(len(TIMES), 1)], 1)
    solved = torch.linalg.lstsq(code, embedding[first:]).solution
    m.time_map.weight.data, m.time_map.bias.data = solved[:-1].T.clone(), solved[-1].clone()
    return m


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--model", type=Path, default=Path("analysis/demo/model"))
    ap.add_argument("--out", default="start.pt")
    a = ap.parse_args()
    v = variables(a.model / "model.bin")
    layers = {
        side: sum(k.startswith(side) and k.endswith("ffn/layer_norm/gamma") for k in v)
        for side in ("encoder", "decoder")
    }
    vocab, width = v["decoder/embeddings/weight"].shape
    m = Whisper(vocab, width, enc=layers["encoder"], dec=layers["decoder"])
    m = thawed(v, m)
    torch.save({"args": m.args, "last": m.state_dict()}, a.out)


if __name__ == "__main__":
    main()
