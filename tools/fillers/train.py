"""Train the cues: `python -m tools.fillers.train BANK OUT [--hold-out FOLD] [--steps N]`.

Needs torch (training only). BANK comes from ``tools.fillers.bank``; OUT is an npz of float16
parameters as ``analysis.sound.frame_classifiers`` reads them. With --hold-out, items of that fold
are left out.
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as fn

DILATIONS = (1, 2, 4, 8, 16, 32)
WIDTH = 32
CHUNK = 500
BATCH = 24
IGNORED = 255
SHARES = {"fillers": 2.5, "own": 0.5}
"""How much more often than its length says a recording of a kind is met in training."""


class Ear(nn.Module):
    """The network of ``analysis.sound.frame_classifiers.forward``."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.enter = nn.Conv1d(channels, WIDTH, 3, padding=1)
        self.layers = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS
        )
        self.leave = nn.Conv1d(WIDTH, 3, 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Outputs (batch, 3, n) for features (batch, channels, n)."""
        hidden = fn.relu(self.enter(x))
        for layer in self.layers:
            hidden = hidden + fn.relu(layer(self.drop(hidden)))
        return self.leave(hidden)

    def take(self, stored: Mapping[str, np.ndarray]) -> None:
        """Take over the parameters that ``parameters_npz`` gave."""
        pairs = [("enter", self.enter, "enter_bias")]
        pairs += [(f"layer{i}", layer, f"bias{i}") for i, layer in enumerate(self.layers)]
        for name, layer, bias in pairs:
            layer.weight.data = torch.tensor(stored[name].astype(np.float32).transpose(2, 1, 0))
            layer.bias.data = torch.tensor(stored[bias].astype(np.float32))
        self.leave.weight.data = torch.tensor(stored["leave"].astype(np.float32).T[:, :, None])
        self.leave.bias.data = torch.tensor(stored["leave_bias"].astype(np.float32))

    def parameters_npz(self) -> dict[str, np.ndarray]:
        """Give the parameters by the names that ``analysis.sound.frame_classifiers`` knows."""

        def taps(layer: nn.Conv1d) -> np.ndarray:
            return layer.weight.detach().numpy().transpose(2, 1, 0)

        out = {"enter": taps(self.enter), "enter_bias": self.enter.bias.detach().numpy()}
        for i, layer in enumerate(self.layers):
            out |= {f"layer{i}": taps(layer), f"bias{i}": layer.bias.detach().numpy()}
        out |= {"leave": taps(self.leave)[0], "leave_bias": self.leave.bias.detach().numpy()}
        return {k: v.astype(np.float16) for k, v in out.items()}


def batch(
    bank: list[dict], weights: np.ndarray, rng: np.random.Generator
) -> dict[str, torch.Tensor]:
    rows: dict[str, list] = {k: [] for k in ("x", "filled", "speech", "density", "kind")}
    for i in rng.choice(len(bank), BATCH, p=weights):
        item = bank[i]
        n = len(item["x"])
        at = int(rng.integers(0, max(1, n - CHUNK)))
        if item["filled"].any() and rng.random() < 0.5:
            some = np.flatnonzero(item["filled"])
            at = int(np.clip(rng.choice(some) - rng.integers(50, CHUNK - 50), 0, max(0, n - CHUNK)))
        cut = slice(at, at + CHUNK)
        x = item["x"][cut].astype(np.float32)
        short = CHUNK - len(x)
        x[:, :33] *= rng.uniform(0.8, 1.25)
        x[:, :32] += rng.normal(0, 0.12, 32) + rng.normal(0, 0.15) * np.linspace(-1, 1, 32)
        if rng.random() < 0.3:
            low = rng.integers(0, 28)
            x[:, low : low + rng.integers(1, 5)] = 0
        if rng.random() < 0.15:
            x[:, 34:] = 0
        rows["x"].append(np.pad(x, ((0, short), (0, 0))).T)
        for k in ("filled", "speech"):
            rows[k].append(np.pad(item[k][cut], (0, short), constant_values=IGNORED))
        rows["density"].append(np.pad(item["density"][cut], (0, short)))
        rows["kind"].append({"none": 0, "count": 1, "peaks": 2}[item["kind"]])
    return {k: torch.from_numpy(np.array(v)) for k, v in rows.items()}


def masked(logit: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    known = target != IGNORED
    if not known.any():
        return logit.sum() * 0
    return fn.binary_cross_entropy_with_logits(logit[known], target[known].float())


def loss(out: torch.Tensor, b: dict[str, torch.Tensor]) -> torch.Tensor:
    speech, filled, nucleus = out[:, 0], out[:, 1], fn.softplus(out[:, 2])
    total = 2 * masked(filled, b["filled"]) + 0.7 * masked(speech, b["speech"])
    counted, peaked = b["kind"] == 1, b["kind"] == 2
    if counted.any():
        ours, truth = nucleus[counted], b["density"][counted]
        for window in (125, 250, CHUNK):
            a = ours.unfold(1, window, window // 2).sum(2)
            t = truth.unfold(1, window, window // 2).sum(2)
            total = total + 0.2 * fn.smooth_l1_loss(a, t)
        rough = (
            fn.avg_pool1d(ours[:, None], 25, 5)[:, 0] - fn.avg_pool1d(truth[:, None], 25, 5)[:, 0]
        )
        total = total + 0.02 * rough.abs().mean() * 25
    if peaked.any():
        ours = nucleus[peaked].clamp_min(1e-6)
        total = total + 0.6 * (ours - b["density"][peaked] * ours.log()).mean()
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bank", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", type=int)
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on with this network, by smaller steps")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(given.seed)
    bank = [b for b in pickle.loads(given.bank.read_bytes()) if b["fold"] != given.hold_out]
    weights = np.array([len(b["x"]) * SHARES.get(b["name"].split("/")[0], 1.0) for b in bank])
    ear = Ear(bank[0]["x"].shape[1])
    rate = 4e-3
    if given.start:
        ear.take(np.load(given.start))
        rate = 1.5e-3
    best = torch.optim.AdamW(ear.parameters(), rate, weight_decay=0.02)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, rate, total_steps=given.steps)
    start, seen = time.time(), 0.0
    for step in range(given.steps):
        b = batch(bank, weights / weights.sum(), rng)
        value = loss(ear(b["x"]), b)
        best.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(ear.parameters(), 1.0)
        best.step()
        plan.step()
        seen += float(value.detach())
        if step % 250 == 249:
            print(f"{step + 1} loss {seen / 250:.4f} {time.time() - start:.0f} s", flush=True)
            seen = 0.0
    np.savez(given.out, **ear.parameters_npz())


if __name__ == "__main__":
    main()
