r"""Carry trained weights over to another tokenizer, so that training need not begin again.

    python -m tools.tinywhisper.graft --weights old.pt --old old.json \
        --new tokenizer.json --dec 3 --out start.pt

A new token starts as the mean of the old tokens that spell it. Sound and times are kept.
Decoder layers are added behind the first one, and say nothing before they have learned.
"""

import argparse

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .network import Block

TIMES = 1501
SILENT = ("self_attn.out_proj", "cross_attn.out_proj", "fc2")  # zero in a new layer


def grafted(text: Tensor, old: Tokenizer, new: Tokenizer) -> Tensor:
    """Return text embeddings for the new tokenizer."""
    end = new.token_to_id("<|endoftext|>")
    rows = []
    for i in range(new.get_vocab_size() - TIMES):
        token = new.id_to_token(i)
        same = old.token_to_id(token)
        spelled = old.encode(new.decode([i])).ids if i < end else []
        ids = spelled if same is None else [same]
        rows.append(text[ids].float().mean(0))
    return torch.stack(rows)


def deepened(weights: dict[str, Tensor], d: int, heads: int, more: int) -> dict[str, Tensor]:
    """Put `more` decoder layers behind the first, which change nothing yet."""
    out = {}
    for name, value in weights.items():
        side, _, rest = name.partition(".")
        layer, _, inner = rest.partition(".")
        if side == "decoder" and int(layer) > 0:
            out[f"decoder.{int(layer) + more}.{inner}"] = value
        else:
            out[name] = value
    for k in range(1, more + 1):
        for name, value in Block(d, heads, cross=True).state_dict().items():
            silent = name.rpartition(".")[0] in SILENT
            out[f"decoder.{k}.{name}"] = torch.zeros_like(value) if silent else value
    return out


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("weights", "old", "new", "out"):
        ap.add_argument(f"--{name}", required=True)
    ap.add_argument("--dec", type=int, default=0, help="decoder layers; as they are by default")
    a = ap.parse_args()
    torch.manual_seed(0)
    saved = torch.load(a.weights, map_location="cpu")
    args = saved["args"]
    weights = {k: v.float() for k, v in saved["last" if "last" in saved else "mean"].items()}
    old, new = Tokenizer.from_file(a.old), Tokenizer.from_file(a.new)
    weights["text"] = grafted(weights["text"], old, new)
    if not torch.isfinite(weights["text"]).all():
        raise ValueError("a token could not be spelled with the old tokenizer")
    more = max(0, a.dec - args["dec"])
    weights = deepened(weights, args["d"], args["heads"], more)
    args |= {"vocab": new.get_vocab_size(), "dec": args["dec"] + more}
    torch.save({"args": args, "last": weights}, a.out)


if __name__ == "__main__":
    main()
