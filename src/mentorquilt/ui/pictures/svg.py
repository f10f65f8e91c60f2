"""Writing SVG as text: one element at a time, every value escaped, no style attributes."""

from html import escape

Value = str | int | float | None


def number(value: float) -> str:
    """Return a coordinate with at most one decimal and no needless zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, *children: str, **attributes: Value) -> str:
    """Return one element; ``stroke_width`` becomes ``stroke-width``, ``class_`` ``class``, None nothing."""
    words = [name]
    for key, value in attributes.items():
        if value is not None:
            shown = number(value) if isinstance(value, float) else str(value)
            words.append(f'{key.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    head = " ".join(words)
    return f"<{head}>{''.join(children)}</{name}>" if children else f"<{head}/>"


def text(words: str, **attributes: Value) -> str:
    """Return a text element with its words escaped."""
    return element("text", escape(words), **attributes)


def title(words: str) -> str:
    """Return a title element, which browsers show when a pointer rests on the shape."""
    return element("title", escape(words))


def picture(*children: str, label: str, width: float, height: float, class_: str, **attributes: Value) -> str:
    """Return a whole SVG with role ``img`` and its label, or hidden from readers where the label is empty."""
    spoken: dict[str, Value] = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    box = attributes.pop("viewBox", None) or f"0 0 {number(width)} {number(height)}"
    return element("svg", *children, class_=class_, viewBox=box, **spoken, focusable="false", **attributes)
