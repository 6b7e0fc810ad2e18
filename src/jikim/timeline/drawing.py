"""What both pictures are drawn with: elements whose text is escaped, and the signs of the three places.

A place has a colour, a lightness and a pattern of its own (in use: full; apart: stripes; gone: a dotted line), so
that it can be told without colour and on paper. Colours are classes: the page's style sheet names them, once for
light and once for dark. The patterns stand once a page (`patterns`).
"""

from html import escape

FONT = 13
SMALL = 12
_HALF = 0.49
"""The share of the font's height that a narrow letter takes; a Korean letter takes twice that."""


def element(name: str, *children: str, **attributes: str | float) -> str:
    """Return an element; the children are markup, the attributes are escaped.

    >>> element("rect", x=1, stroke_width=2.0, class_="live")
    '<rect x="1" stroke-width="2" class="live"/>'
    """
    said = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def words(text: str, x: float, y: float, **attributes: str | float) -> str:
    """Return a line of text, escaped."""
    return element("text", escape(text), x=x, y=y, **attributes)


def titled(width: float, height: float, title: str, description: str, *children: str, class_: str) -> str:
    """Return a whole picture that a screen reader announces by its title and description."""
    return element(
        "svg",
        element("title", escape(title)),
        element("desc", escape(description)),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        role="img",
        class_=class_,
    )


def patterns() -> str:
    """Return the patterns that the classes `separate` and `gone` fill with; once in a page, before the pictures."""
    stripes = element(
        "pattern",
        element("rect", width=7, height=7, class_="stripe-ground"),
        element("rect", width=3, height=7, class_="stripe"),
        id="stripes",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    dots = element(
        "pattern",
        element("rect", width=6, height=6, class_="dot-ground"),
        element("circle", cx=3, cy=3, r=1, class_="dot"),
        id="dots",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
    return element(
        "svg",
        element("defs", stripes, dots),
        xmlns="http://www.w3.org/2000/svg",
        width=0,
        height=0,
        aria_hidden="true",
        class_="patterns",
    )


def swatch(class_: str) -> str:
    """Return the sign of a legend."""
    inside = (
        element("line", x1=1, y1=7, x2=25, y2=7, class_=class_)
        if class_ in ("people", "end")
        else element("rect", x=1, y=1, width=24, height=12, class_=class_)
    )
    return element("svg", inside, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 26 14", aria_hidden="true")


def columns(pixels: float, font: float = SMALL) -> int:
    """Return how many narrow letters fit into a width."""
    return max(8, int(pixels / (font * _HALF)))


def _name(key: str) -> str:
    return key if key in ("viewBox", "patternUnits", "patternTransform") else key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
