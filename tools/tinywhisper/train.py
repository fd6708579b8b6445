"""Train the small Whisper; stop it at any time and start it again to go on.

    python -m tools.tinywhisper.train --data bank --held held --out run.pt --minutes 100

Beside the usual cross-entropy there are two helpers, dropped after training: phones on
every encoder frame and, because all word times are known, guided attention (last layer,
head 0: the word being written; first layer, head 0: the word just written). Minutes are
counted in the checkpoint, with optimizer, step and random state; the learning rate falls
to nothing over them.
"""

import argparse
import math
import time
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import DataLoader

from .network import Whisper
from .windows import Windows

NAMES = ("token", "phone", "attention", "text", "time")


def guide(logits: Tensor, lo: Tensor, hi: Tensor, valid: Tensor) -> Tensor:
    """Cross-entropy between one head's attention and a uniform one over each token's frames."""
    p = F.pad(logits.float().log_softmax(-1).cumsum(-1), (1, 0))
    spread = p.gather(2, hi[..., None]) - p.gather(2, lo[..., None])
    return -(spread.squeeze(-1) / (hi - lo))[valid].mean()


def misread(inputs: Tensor, share: float, end: int) -> Tensor:
    """Swap some of the words already written for others.

    Without it the decoder learns the sentences by heart and stops listening; and it
    never learns to go on after a mistake of its own.
    """
    wrong = (torch.rand(inputs.shape, device=inputs.device) < share) & (inputs < end)
    return torch.where(wrong, torch.randint_like(inputs, end), inputs)


def losses(
    model: Whisper, batch: list[Tensor], first_time: int, a: argparse.Namespace
) -> tuple[Tensor, Tensor]:
    """Return the training loss and the five figures in NAMES."""
    feats, phones, inputs, targets, lo, hi, valid = batch
    memory, bias = model.encode(feats, a.padding)
    guess = model.phone_head(memory[:, : phones.shape[1]]).float()
    phone = F.cross_entropy(guess.flatten(0, 1), phones.flatten(), ignore_index=-1)
    if model.training and a.misread:
        inputs = misread(inputs, a.misread, a.pad)
    logits, maps = model.decode(inputs, memory, bias)
    logits = logits.float()
    token = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=-100)
    attn = guide(maps[-1][:, 0], lo[:, 1:], hi[:, 1:], valid[:, 1:])
    attn = attn + guide(maps[0][:, 0], lo[:, :-1], hi[:, :-1], valid[:, :-1])
    with torch.no_grad():
        text, times = (targets >= 0) & (targets < first_time), targets >= first_time
        right = (logits.argmax(-1) == targets)[text].float().mean()
        stamp = logits[..., first_time:].argmax(-1) + first_time
        near = ((stamp - targets).abs() <= 3)[times].float().mean()
    figures = torch.stack([token, phone, attn, right, near]).detach()
    return token + a.phone * phone + a.guide * attn, figures


class Run:
    """Model, optimizer, running mean and clock of one training run."""

    def __init__(self, a: argparse.Namespace) -> None:
        self.a, self.step, self.spent = a, 0, 0.0
        tok = Tokenizer.from_file(a.tokenizer)
        a.pad = tok.token_to_id("<|endoftext|>")
        self.first_time = tok.token_to_id("<|notimestamps|>") + 1
        shape = {"d": a.dim, "heads": a.heads, "enc": a.enc, "dec": a.dec}
        begun = Path(a.out).exists()
        source = a.out if begun else a.start
        saved = torch.load(source, map_location=a.device) if source else None
        if saved:
            shape = {name: saved["args"][name] for name in shape}
        self.model = Whisper(tok.get_vocab_size(), **shape).to(a.device)
        self.opt = torch.optim.AdamW(
            self.model.parameters(), betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        if saved:
            self.model.load_state_dict({k: v.float() for k, v in saved["last"].items()})
        self.mean = {k: v.clone() for k, v in self.model.state_dict().items()}
        if begun:
            self._go_on(saved)

    def _go_on(self, c: dict[str, Any]) -> None:
        self.opt.load_state_dict(c["optimizer"])
        self.mean, self.step, self.spent = c["mean"], c["step"], c["spent"]
        torch.set_rng_state(c["rng"].cpu())

    def save(self) -> None:
        """Write the checkpoint at once, so that a kill never leaves half of one."""
        part = Path(self.a.out + ".part")
        state = {"args": self.model.args, "last": self.model.state_dict(), "mean": self.mean}
        clock = {"step": self.step, "spent": self.spent, "rng": torch.get_rng_state()}
        torch.save(state | clock | {"optimizer": self.opt.state_dict()}, part)
        part.rename(self.a.out)

    def rate(self) -> float:
        """Warm up, then fall along a cosine over the minutes given."""
        f = min(1.0, self.spent / (self.a.minutes * 60))
        return float(
            self.a.lr * min(1, (self.step + 1) / self.a.warmup) * (1 + math.cos(math.pi * f)) / 2
        )

    def learn(self, batch: list[Tensor]) -> Tensor:
        """Take one step; return its figures."""
        for g in self.opt.param_groups:
            g["lr"] = self.rate()
        with torch.autocast(self.a.device, torch.bfloat16):
            loss, figures = losses(self.model, batch, self.first_time, self.a)
        self.opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.opt.step()
        self.step += 1
        keep = min(self.a.ema, 1 - 1 / (self.step + 1))
        with torch.no_grad():
            new = self.model.state_dict()
            torch._foreach_lerp_(list(self.mean.values()), [new[k] for k in self.mean], 1 - keep)
        return figures

    def check(self, batches: list[list[Tensor]]) -> Tensor:
        """Return the mean figures on held-out batches."""
        self.model.eval()
        with torch.no_grad(), torch.autocast(self.a.device, torch.bfloat16):
            out = [losses(self.model, b, self.first_time, self.a)[1] for b in batches]
        self.model.train()
        return torch.stack(out).mean(0)


def show(figures: Tensor) -> str:
    """Write figures with their names."""
    return " ".join(f"{n} {v:.3f}" for n, v in zip(NAMES, figures.tolist(), strict=True))


def train(run: Run, a: argparse.Namespace) -> None:
    """Train until the minutes are used up."""

    def loader(folder: str, seed: int) -> Any:
        data = Windows(folder, a.tokenizer, a.window, a.batch, seed)
        return iter(DataLoader(data, batch_size=None, num_workers=a.workers, prefetch_factor=6))

    def fetch(source: Any) -> list[Tensor]:
        return [t.to(a.device, non_blocking=True) for t in next(source)]

    source = loader(a.data, a.seed + run.step)
    held = [fetch(it) for it in [loader(a.held, 77)] for _ in range(6)] if a.held else []
    past, last, saved = [], time.time(), time.time()
    while run.spent < a.minutes * 60:
        before = time.time()
        past.append(run.learn(fetch(source)))
        run.spent += time.time() - before
        if run.step % a.every == 0:
            pace = (time.time() - last) / len(past)
            line = f"{run.spent / 60:.1f} min, step {run.step}, {pace:.2f} s/step, "
            line += f"lr {run.rate():.1e}: " + show(torch.stack(past).mean(0))
            if held and run.step % (a.every * 5) == 0:
                line += " | held-out " + show(run.check(held))
            print(line, flush=True)
            past, last = [], time.time()
        if time.time() - saved > 180:
            run.save()
            saved = time.time()
    run.save()


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--data", default="bank", help="folder of training shards")
    ap.add_argument("--held", help="folder of held-out shards, for the log")
    ap.add_argument("--tokenizer", default="tokenizer.json")
    ap.add_argument("--out", default="run.pt", help="checkpoint; gone on with if it exists")
    ap.add_argument("--start", help="weights to begin from; they bring their own shape")
    ap.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    for name, value in (("threads", 2), ("workers", 1), ("batch", 16), ("padding", 32)):
        ap.add_argument(f"--{name}", type=int, default=value)
    for name, value in (("dim", 192), ("heads", 4), ("enc", 4), ("dec", 3), ("seed", 0)):
        ap.add_argument(f"--{name}", type=int, default=value)
    for name, value in (("warmup", 200), ("every", 50)):
        ap.add_argument(f"--{name}", type=int, default=value)
    for name, rate in (("minutes", 100.0), ("window", 6.0), ("lr", 1.5e-3), ("ema", 0.998)):
        ap.add_argument(f"--{name}", type=float, default=rate)
    for name, rate in (("phone", 0.5), ("guide", 1.0), ("misread", 0.2)):
        ap.add_argument(f"--{name}", type=float, default=rate)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    run = Run(a)
    print(f"{sum(p.numel() for p in run.model.parameters()) / 1e6:.2f} M parameters", flush=True)
    train(run, a)


if __name__ == "__main__":
    main()
