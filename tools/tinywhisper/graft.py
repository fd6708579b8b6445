r"""Carry trained weights over to another tokenizer, so that training need not begin again.

    python -m tools.tinywhisper.graft --weights old.pt --old old.json \
        --new tokenizer.json --out start.pt

A new token starts as the mean of the old tokens that spell it. Sound and times are kept.
"""

import argparse

import torch
from tokenizers import Tokenizer
from torch import Tensor

TIMES = 1501


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


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("weights", "old", "new", "out"):
        ap.add_argument(f"--{name}", required=True)
    a = ap.parse_args()
    saved = torch.load(a.weights, map_location="cpu")
    weights = {
        k: v.float() for k, v in saved[next(k for k in ("last", "mean") if k in saved)].items()
    }
    old, new = Tokenizer.from_file(a.old), Tokenizer.from_file(a.new)
    weights["text"] = grafted(weights["text"], old, new)
    if not torch.isfinite(weights["text"]).all():
        raise ValueError("a token could not be spelled with the old tokenizer")
    torch.save({"args": saved["args"] | {"vocab": new.get_vocab_size()}, "last": weights}, a.out)


if __name__ == "__main__":
    main()
