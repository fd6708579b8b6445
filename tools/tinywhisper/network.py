"""Whisper's architecture, small, with a cheap stand-in for the 30-second padding.

faster-whisper always hands the encoder 3,000 feature frames, mostly zeros for a short
window. Training on all of them costs four times the sound that matters. The zeros only
reach the rest through attention, so a few of them, drawn at random and weighted by how
many they stand for (`log_weight` on their attention logits), do the same for a tenth.
"""

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FRAMES = 1500  # encoder frames of 20 ms in Whisper's 30 seconds
MARGIN = 4  # zero frames kept after the sound, so that the convolutions see a true edge


def sinusoids(length: int, channels: int) -> Tensor:
    """Whisper's position code, shape (length, channels)."""
    step = math.log(10000) / (channels // 2 - 1)
    t = torch.arange(length)[:, None] * torch.exp(-step * torch.arange(channels // 2))[None]
    return torch.cat([t.sin(), t.cos()], 1)


class Attention(nn.Module):
    """Multi-head attention with Whisper's biases (none on the keys)."""

    def __init__(self, d: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj = nn.Linear(d, d), nn.Linear(d, d, bias=False)
        self.v_proj, self.out_proj = nn.Linear(d, d), nn.Linear(d, d)

    def _split(self, t: Tensor) -> Tensor:
        return t.view(t.shape[0], t.shape[1], self.heads, -1).transpose(1, 2)

    @staticmethod
    def _plain(q: Tensor, k: Tensor, v: Tensor, causal: bool, bias: Tensor | None) -> Tensor:
        # On a CPU two batched products are three times faster than the fused kernel.
        if q.device.type != "cpu" or causal:
            mask = None if bias is None else bias.to(q.dtype).expand(q.shape[2], -1)
            return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        b, h, n, c = q.shape
        logits = torch.bmm(
            (q * c**-0.5).reshape(b * h, n, c), k.reshape(b * h, -1, c).transpose(1, 2)
        )
        if bias is not None:
            logits = logits + bias.to(logits.dtype)
        weights = torch.softmax(logits, -1, dtype=logits.dtype)
        return torch.bmm(weights, v.reshape(b * h, -1, c)).view(b, h, n, c)

    def forward(
        self,
        x: Tensor,
        memory: Tensor | None = None,
        causal: bool = False,
        bias: Tensor | None = None,
        weights: bool = False,
    ) -> tuple[Tensor, Tensor | None]:
        """Attend from `x` to `memory` (itself by default); also the logits on request."""
        m = x if memory is None else memory
        q, k, v = (
            self._split(self.q_proj(x)),
            self._split(self.k_proj(m)),
            self._split(self.v_proj(m)),
        )
        logits = None
        if weights:
            logits = (q @ k.transpose(2, 3)) * q.shape[-1] ** -0.5
            if bias is not None:
                logits = logits + bias
            o = logits.softmax(-1).to(v.dtype) @ v
        else:
            o = self._plain(q, k, v, causal, bias)
        return self.out_proj(o.transpose(1, 2).reshape(x.shape)), logits


class Block(nn.Module):
    """A pre-norm block; with cross-attention in the decoder."""

    def __init__(self, d: int, heads: int, cross: bool) -> None:
        super().__init__()
        self.self_ln, self.self_attn = nn.LayerNorm(d), Attention(d, heads)
        if cross:
            self.cross_ln, self.cross_attn = nn.LayerNorm(d), Attention(d, heads)
        self.ffn_ln, self.fc1, self.fc2 = nn.LayerNorm(d), nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, bias: Tensor | None = None
    ) -> tuple[Tensor, Tensor | None]:
        """Return the block's output and its cross-attention logits, if it has any."""
        decoding = memory is not None
        x = x + self.self_attn(self.self_ln(x), None, decoding, None if decoding else bias)[0]
        logits = None
        if memory is not None:
            y, logits = self.cross_attn(self.cross_ln(x), memory, False, bias, True)
            x = x + y
        return x + self.fc2(F.gelu(self.fc1(self.ffn_ln(x)))), logits


class Whisper(nn.Module):
    """Encoder, decoder and the phone head that only training uses."""

    def __init__(
        self,
        vocab: int,
        d: int = 192,
        heads: int = 4,
        enc: int = 4,
        dec: int = 2,
        times: int = 1501,
        phones: int = 41,
    ) -> None:
        super().__init__()
        self.args = {
            "vocab": vocab, "d": d, "heads": heads, "enc": enc, "dec": dec, "times": times,
            "phones": phones,
        }  # fmt: skip
        self.conv1, self.conv2 = nn.Conv1d(80, d, 3, padding=1), nn.Conv1d(d, d, 3, 2, padding=1)
        self.register_buffer("enc_pos", sinusoids(FRAMES, d))
        self.encoder = nn.ModuleList(Block(d, heads, False) for _ in range(enc))
        self.enc_ln = nn.LayerNorm(d)
        self.phone_head = nn.Linear(d, phones)
        # Text embeddings are free. Timestamp embeddings are one linear map of the encoder's
        # own position code: 1,501 times are learned together, and a time is found by
        # copying the position that attention reads.
        self.text = nn.Parameter(torch.randn(vocab - times, d) * 0.05)
        self.register_buffer("time_code", sinusoids(times, d))
        self.time_map = nn.Linear(d, d)
        nn.init.eye_(self.time_map.weight)
        self.time_map.weight.data.mul_(0.3)  # sharp enough to tell neighbours apart
        nn.init.zeros_(self.time_map.bias)
        self.dec_pos = nn.Parameter(sinusoids(448, d) * 0.05)
        self.decoder = nn.ModuleList(Block(d, heads, True) for _ in range(dec))
        self.dec_ln = nn.LayerNorm(d)

    def embedding(self) -> Tensor:
        """Return the tied embedding, text tokens first and times last."""
        return torch.cat([self.text, self.time_map(self.time_code)])

    def encode(self, feats: Tensor, samples: int = 0) -> tuple[Tensor, Tensor | None]:
        """Encode features (batch, 80, 2 n); return the memory and the attention bias.

        With `samples` = 0 the features are the full 3,000 frames and the bias is None.
        Otherwise they are the window alone, and `samples` frames stand for the padding.
        """
        if samples:
            feats = F.pad(feats, (0, 4 * MARGIN))
        x = F.gelu(self.conv2(F.gelu(self.conv1(feats)))).transpose(1, 2)
        if not samples:
            x, bias = x + self.enc_pos[: x.shape[1]].to(x.dtype), None
        else:
            x, bias = self._stand_in(x, samples)
        for block in self.encoder:
            x, _ = block(x, bias=bias)
        return self.enc_ln(x), bias

    def _stand_in(self, x: Tensor, samples: int) -> tuple[Tensor, Tensor]:
        """Append `samples` random padding frames, and weigh them for all they stand for."""
        n = x.shape[1] - MARGIN
        silent, x = x[:, n : n + 1], x[:, :n] + self.enc_pos[:n].to(x.dtype)
        left = FRAMES - n
        grid = torch.arange(samples, device=x.device) + torch.rand(samples, device=x.device)
        at = n + (grid * left / samples).long().clamp(max=left - 1)
        bias = torch.zeros(n + samples, device=x.device)
        bias[n:] = math.log(left / samples)
        return torch.cat([x, silent + self.enc_pos[at].to(x.dtype)], 1), bias

    def decode(
        self, tokens: Tensor, memory: Tensor, bias: Tensor | None
    ) -> tuple[Tensor, Sequence[Tensor]]:
        """Return the token logits and every layer's cross-attention logits."""
        e = self.embedding()
        x = F.embedding(tokens, e) + self.dec_pos[: tokens.shape[1]]
        maps = []
        for block in self.decoder:
            x, logits = block(x, memory, bias)
            maps.append(logits)
        return self.dec_ln(x) @ e.T, maps
