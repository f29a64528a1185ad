"""Figures as cells and rows of Markdown tables."""

import statistics


def number(value, digits=1):
    return f"{value:,.{digits}f}"


def cell(values, digits=1):
    """The median, and the spread where there is more than one value."""
    middle = number(statistics.median(values), digits)
    if len(values) == 1:
        return middle
    return f"{middle} ({number(min(values), digits)}–{number(max(values), digits)})"


def rows(head, lines):
    print("| " + " | ".join(head) + " |")
    print("|" + "|".join(["---"] + ["---:"] * (len(head) - 1)) + "|")
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print()
