"""The small tokenizer: byte-level BPE of our own text, special tokens, then 1,501 times.

    python -m tools.tinywhisper.tokens --out tokenizer.json

The order matters to CTranslate2: every text id is below <|endoftext|>, the task tokens
lie between <|startoftranscript|> and <|notimestamps|>, and the times follow to the end.
"""

import argparse
import random

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from .text import sentence, written

SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|translate|>", "<|transcribe|>",
    "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
)  # fmt: skip
TIMES = tuple(f"<|{i * 0.02:.2f}|>" for i in range(1501))
# One token for " x" whatever x is: faster-whisper would suppress a bare space token.
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'♩"


def build(size: int, sentences: int, seed: int) -> Tokenizer:
    """Train on random sentences; `size` counts the text tokens."""
    rng = random.Random(seed)
    lines = [" " + written(sentence(rng, held_out=k % 4 == 0)) for k in range(sentences)]
    lines += [" " + " ".join(LETTERS)] * (sentences // 10)
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    t.train_from_iterator(lines, trainer)
    t.add_special_tokens([AddedToken(x, special=True, normalized=False) for x in SPECIAL + TIMES])
    return t


def vocabulary(t: Tokenizer) -> list[str]:
    """Return all tokens in the order of their ids."""
    tokens = sorted(t.get_vocab().items(), key=lambda item: item[1])
    if [i for _, i in tokens] != list(range(len(tokens))):
        raise ValueError("the tokenizer's ids have holes")
    return [token for token, _ in tokens]


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--out", default="tokenizer.json")
    ap.add_argument("--size", type=int, default=3300, help="text tokens")
    ap.add_argument("--sentences", type=int, default=60000)
    ap.add_argument("--seed", type=int, default=5)
    a = ap.parse_args()
    build(a.size, a.sentences, a.seed).save(a.out)


if __name__ == "__main__":
    main()
