"""Turn a checkpoint and its tokenizer into the folder that faster-whisper loads.

    python -m tools.tinywhisper.convert --run run.pt --tokenizer tokenizer.json \
        --out analysis/demo/model

Files already in the folder, such as the model card, stay.
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import ctranslate2
import torch
from tokenizers import Tokenizer
from torch import nn

from .network import Block, Whisper
from .tokens import vocabulary


def linear(spec: Any, *layers: nn.Linear) -> None:
    """Copy one or several layers, stacked, into a spec."""
    spec.weight = torch.cat([m.weight for m in layers]).detach().numpy()
    biases = [m.bias if m.bias is not None else torch.zeros(m.out_features) for m in layers]
    if any(m.bias is not None for m in layers):
        spec.bias = torch.cat(biases).detach().numpy()


def norm(spec: Any, m: nn.LayerNorm) -> None:
    """Copy a layer norm."""
    spec.gamma, spec.beta = m.weight.detach().numpy(), m.bias.detach().numpy()


def block(spec: Any, b: Block) -> None:
    """Copy one transformer block."""
    s = spec.self_attention
    norm(s.layer_norm, b.self_ln)
    linear(s.linear[0], b.self_attn.q_proj, b.self_attn.k_proj, b.self_attn.v_proj)
    linear(s.linear[1], b.self_attn.out_proj)
    if hasattr(b, "cross_attn"):
        cross = spec.attention
        norm(cross.layer_norm, b.cross_ln)
        linear(cross.linear[0], b.cross_attn.q_proj)
        linear(cross.linear[1], b.cross_attn.k_proj, b.cross_attn.v_proj)
        linear(cross.linear[2], b.cross_attn.out_proj)
    norm(spec.ffn.layer_norm, b.ffn_ln)
    linear(spec.ffn.linear_0, b.fc1)
    linear(spec.ffn.linear_1, b.fc2)


def filled(m: Whisper, tokenizer: Tokenizer) -> Any:
    """Return CTranslate2's description of the model."""
    heads, get = m.args["heads"], tokenizer.token_to_id
    spec = ctranslate2.specs.WhisperSpec(len(m.encoder), heads, len(m.decoder), heads)
    e, d = spec.encoder, spec.decoder
    for s, conv in ((e.conv1, m.conv1), (e.conv2, m.conv2)):
        s.weight, s.bias = conv.weight.detach().numpy(), conv.bias.detach().numpy()
    e.position_encodings.encodings = m.enc_pos.numpy()
    d.position_encodings.encodings = m.dec_pos.detach().numpy()
    d.embeddings.weight = m.embedding().detach().numpy()
    d.projection.weight = d.embeddings.weight
    norm(e.layer_norm, m.enc_ln)
    norm(d.layer_norm, m.dec_ln)
    for target, source in ((e.layer, m.encoder), (d.layer, m.decoder)):
        for s, b in zip(target, source, strict=True):
            block(s, b)
    spec.register_vocabulary(vocabulary(tokenizer))
    spec.config.suppress_ids = []
    # Whisper proper also lists <|endoftext|>; without it a silent window can end at once.
    spec.config.suppress_ids_begin = [get("Ġ")]
    spec.config.lang_ids = [get("<|en|>")]
    spec.config.alignment_heads = [[len(m.decoder) - 1, 0]]  # the head that training guides
    return spec


def convert(run: Path, tokenizer: Path, out: Path, weights: str, window: int, kind: str) -> None:
    """Write the model folder."""
    saved = torch.load(run, map_location="cpu")
    m = Whisper(**saved["args"])
    m.load_state_dict(saved[weights])
    spec = filled(m, Tokenizer.from_file(str(tokenizer)))
    spec.validate()
    spec.optimize(kind)
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    # chunk_length is the sound given to the model at once; the features are padded to 30 s.
    features = {"feature_size": 80, "sampling_rate": 16000, "hop_length": 160, "n_fft": 400}
    text = json.dumps(features | {"chunk_length": window}, indent=1) + "\n"
    (out / "preprocessor_config.json").write_text(text)


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--run", type=Path, default=Path("run.pt"))
    ap.add_argument("--tokenizer", type=Path, default=Path("tokenizer.json"))
    ap.add_argument("--out", type=Path, default=Path("model"))
    ap.add_argument("--weights", choices=("mean", "last"), default="mean")
    ap.add_argument("--window", type=int, default=6, help="seconds")
    ap.add_argument("--quantization", default="int8")
    a = ap.parse_args()
    convert(a.run, a.tokenizer, a.out, a.weights, a.window, a.quantization)
    for f in sorted(a.out.iterdir()):
        print(f"{f.stat().st_size / 1e6:8.3f} MB {f.name}")


if __name__ == "__main__":
    main()
