"""Open pages in Chromium as people do, and print what was found as JSON; run by the Python that has Playwright.

Standard input: {"pages": [file, ...], "axe": file, "chromium": file, "pictures": folder or ""}. Each page is opened on
a phone (360 px), on a screen (1280 px), in the dark, and as paper.
"""

import json
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
VIEWS = [("phone", 360, "light", "screen"), ("phone-dark", 360, "dark", "screen"), ("screen", 1280, "light", "screen"),
         ("screen-dark", 1280, "dark", "screen"), ("paper", 680, "light", "print")]  # fmt: skip
VIOLATIONS = """axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(
    each => `${each.id}: ${each.nodes.map(node => node.html.slice(0, 160)).join(" | ")}`))"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look(browser: Browser, file: Path, view: tuple[str, int, str, str], axe: str, pictures: str) -> dict[str, object]:
    name, width, scheme, media = view
    # The page forbids every script, and axe is one.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    fetched: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    page.emulate_media(media=media, color_scheme=scheme)
    if pictures:
        page.screenshot(path=Path(pictures) / f"{file.stem}-{name}.png", full_page=True)
    page.evaluate(axe)
    found: dict[str, object] = {
        "page": file.name, "view": name, "overflow": page.evaluate(OVERFLOW), "said": said,
        "fetched": [url for url in fetched if url != file.as_uri() and not url.startswith("data:")],
        "violations": page.evaluate(VIOLATIONS), "focus": focused(page),
    }  # fmt: skip
    context.close()
    return found


def focused(page: Page) -> str:
    """What the first Tab reaches: the link past the contents."""
    page.keyboard.press("Tab")
    return str(page.evaluate("document.activeElement.className"))


def main() -> None:
    asked = json.load(sys.stdin)
    axe = Path(asked["axe"]).read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked["chromium"], args=ARGUMENTS)
        found = [look(browser, Path(file), view, axe, asked["pictures"]) for file in asked["pages"] for view in VIEWS]
        browser.close()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
