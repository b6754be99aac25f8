"""Latency over throughput as a picture, without a library for pictures."""

from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, MARGIN = 640, 360, 56
COLOURS = ("#1f6f8b", "#c8553d")

Points = Sequence[tuple[float, float]]


def draw(lines: Mapping[str, Points]) -> str:
    """Return an SVG of p95 in milliseconds over words per second, a line per name."""
    most_x = max(x for points in lines.values() for x, _ in points)
    most_y = max(y for points in lines.values() for _, y in points)

    def place(x: float, y: float) -> tuple[float, float]:
        across = MARGIN + x / most_x * (WIDTH - 2 * MARGIN)
        return across, HEIGHT - MARGIN - y / most_y * (HEIGHT - 2 * MARGIN)

    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            'font-family="sans-serif" font-size="13" fill="#333">'
        ),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        x, y = place(share * most_x, share * most_y)
        parts += [
            (
                f'<line x1="{MARGIN}" y1="{y:.0f}" x2="{WIDTH - MARGIN}" y2="{y:.0f}" '
                'stroke="#ddd"/>'
            ),
            (
                f'<text x="{MARGIN - 6}" y="{y + 4:.0f}" text-anchor="end">'
                f"{share * most_y:,.0f}</text>"
            ),
            (
                f'<text x="{x:.0f}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle">'
                f"{share * most_x:,.0f}</text>"
            ),
        ]
    for index, (name, points) in enumerate(lines.items()):
        colour = COLOURS[index % len(COLOURS)]
        placed = [place(*point) for point in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" '
            'stroke-width="2"/>'
        )
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
            for x, y in placed
        ]
        parts.append(
            f'<text x="{MARGIN + 12}" y="{MARGIN + 16 + 18 * index}" '
            f'fill="{colour}">{name}</text>'
        )
    parts += [
        (
            f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">'
            "words per second that were answered</text>"
        ),
        f'<text x="{MARGIN}" y="24">p95 of articles up to 1,000 words, ms</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
