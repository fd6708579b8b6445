"""Viva's colors, dark and light: quiet surfaces, one accent, and three distinct signal colors."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="viva-dark",
    dark=True,
    primary="#6fb7a6",
    secondary="#8fb2d6",
    accent="#6fb7a6",
    success="#7fc98a",
    warning="#e3b25c",
    error="#e8837c",
    foreground="#dce3e8",
    background="#14181c",
    surface="#1a2025",
    panel="#232b32",
    variables={
        "block-cursor-foreground": "#dce3e8",
        "block-cursor-background": "#2c4a46",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#232b32",
        "footer-background": "#1a2025",
        "footer-key-foreground": "#6fb7a6",
        "input-selection-background": "#6fb7a6 35%",
        "border": "#6fb7a6",
        "border-blurred": "#323c45",
    },
)

LIGHT = Theme(
    name="viva-light",
    dark=False,
    primary="#146c5c",
    secondary="#33618f",
    accent="#146c5c",
    success="#22702f",
    warning="#8a5a00",
    error="#b02a22",
    foreground="#1f262b",
    background="#f8f8f5",
    surface="#f1f1ec",
    panel="#e6e6df",
    variables={
        "block-cursor-foreground": "#1f262b",
        "block-cursor-background": "#cfe5df",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#e6e6df",
        "footer-background": "#ecece6",
        "footer-key-foreground": "#146c5c",
        "border": "#146c5c",
        "border-blurred": "#cfcfc6",
    },
)

THEMES = (DARK, LIGHT)
