"""Numbers with a right check digit that belong to nobody: regions and serials that were never given out."""


def registered(number: str, base: int = 11) -> str:
    """Put the check digit behind twelve digits of a resident (base 11) or foreigner's number (base 13)."""
    kept = number.replace("-", "")[:12]
    total = sum(int(digit) * weight for digit, weight in zip(kept, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True))
    return f"{kept[:6]}-{kept[6:]}{(base - total % 11) % 10}"


def business(number: str) -> str:
    """Put the check digit behind nine digits of a business registration number."""
    total = sum(int(digit) * weight for digit, weight in zip(number, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return f"{number}{(10 - (total + int(number[8]) * 5 // 10) % 10) % 10}"
