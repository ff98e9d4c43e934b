"""What may be wrong with a page as it stands before a reader: each function names its faults in words."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from house.words import catalogue

HERE = Path(__file__).parent
# Text a person reads, without what is data of another language, code, or hidden from everyone.
TEXTS = """() => {
  const skip = 'script,style,template,code,kbd,textarea,body [lang],[data-hoptac-data],.ht-pass__code,.ht-mrz,.ht-paper';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/\\s+/g, ' ').trim();
    const parent = walker.currentNode.parentElement;
    if (text && parent && !parent.closest(skip)) found.push(text);
  }
  for (const e of document.querySelectorAll('[aria-label],[placeholder],[title]')) {
    if (e.closest(skip)) continue;
    for (const name of ['aria-label', 'placeholder', 'title']) if (e.getAttribute(name)) found.push(e.getAttribute(name).trim());
  }
  return found;
}"""
CUT = """() => [...document.querySelectorAll('main *, header *, form.ht-when *')].filter(e => {
  if (!e.textContent.trim() || e.closest('svg,.ht-sr,.ht-skip,select,textarea,input')) return false;
  const style = getComputedStyle(e);
  if (style.position === 'absolute' && style.clipPath !== 'none') return false;
  if (e.closest('thead') && getComputedStyle(e.closest('thead')).position === 'absolute') return false;
  const across = ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && style.textOverflow !== 'ellipsis';
  const down = ['hidden', 'clip'].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 0;
  return e.clientWidth > 1 && (across || down);
}).slice(0, 3).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))"""
# Where the letters of two different elements lie over each other. Letters fill only the middle of their line box.
OVER = """() => {
  const hidden = e => {
    if (!e.checkVisibility({contentVisibilityAuto: true, checkOpacity: true, checkVisibilityCSS: true})) return true;
    if (e.closest('details:not([open])') && !e.closest('summary')) return true;
    for (let at = e; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.visibility === 'hidden' || style.opacity === '0' || ['fixed', 'sticky'].includes(style.position)) return true;
      if (style.position === 'absolute' && (style.clipPath !== 'none' || style.clip !== 'auto' || at.offsetWidth < 3)) return true;
    }
    return e.closest('.ht-sr,.ht-skip,option,title,template,script,style,.ht-paper,[hidden]') !== null;
  };
  const boxes = [], range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || !node.parentElement || hidden(node.parentElement)) continue;
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 2 || r.height < 4) continue;
      const slack = r.height * 0.28;
      boxes.push({l: r.left + 1, r: r.right - 1, t: r.top + slack, b: r.bottom - slack, e: node.parentElement,
        text: node.textContent.trim()});
    }
  }
  boxes.sort((a, b) => a.t - b.t);
  const found = [];
  for (let i = 0; i < boxes.length && found.length < 3; i++) {
    const a = boxes[i];
    for (let j = i + 1; j < boxes.length && boxes[j].t < a.b; j++) {
      const b = boxes[j];
      if (a.e === b.e || a.e.contains(b.e) || b.e.contains(a.e)) continue;
      if (Math.min(a.r, b.r) - Math.max(a.l, b.l) > 2 && Math.min(a.b, b.b) - Math.max(a.t, b.t) > 2) {
        found.push(a.text.slice(0, 30) + ' / ' + b.text.slice(0, 30));
        break;
      }
    }
  }
  return found;
}"""
WIDE = """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
  && getComputedStyle(e).position !== 'fixed').slice(0, 3).map(e => e.tagName + '.' + e.className)"""
UNLABELLED = """() => [...document.querySelectorAll('main tbody tr')].filter(row => row.querySelector('th a[href*="/organisations/"]')
  && !row.querySelector('.ht-synth') && !/minh h.a|demonstration/i.test(row.textContent)).slice(0, 3)
  .map(row => row.textContent.trim().slice(0, 60))"""
# A number with dots beneath it promises a passport; numbers of the passport's own page have none to open.
NO_PASSPORT = """() => [...document.querySelectorAll('main .ht-fig')].filter(e => !e.matches('.ht-fig--plain')
  && !e.matches('a[href*="/figures/"],a[href*="/organisations/"],a[href*="/compare/"],a[href*="/places/"],a[href^="#"]')).slice(0, 3)
  .map(e => e.outerHTML.slice(0, 90))"""
# Words that are the same in both languages, or names that are data although a sentence of the interface reads the same.
DATA = frozenset(["Tỉnh Quảng Ninh", "tỉnh Quảng Ninh"])
SERIOUS = ("serious", "critical")


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    lines = (HERE / "english_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def vietnamese_sentences() -> frozenset[str]:
    """Whole sentences of the interface that read differently in English."""
    found = set()
    for message in catalogue():
        if isinstance(message.id, str) and message.id and isinstance(message.string, str) and message.string != message.id:
            if "%" not in message.id and "{" not in message.id:
                found.add(message.id)
    return frozenset(found)


def language_faults(page: Any) -> list[str]:
    """An English word on a Vietnamese page; a sentence of the interface left in Vietnamese on an English one."""
    texts = page.evaluate(TEXTS)
    if page.evaluate("document.documentElement.lang") == "en":
        return [f"left in Vietnamese: {text}" for text in texts if text in vietnamese_sentences() - DATA][:5]
    words = re.compile(r"(?<![\w.@/-])[a-zA-Z]{2,}(?![\w.@/-])")
    found = {(word, text) for text in texts for word in words.findall(text) if word.lower() in english_words()}
    return [f"English word “{word}” in “{text[:60]}”" for word, text in sorted(found)][:5]


def layout_faults(page: Any) -> list[str]:
    """Sideways scroll, text that is cut, style attributes, not exactly one title."""
    found = []
    width, inner = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width > inner:
        found.append(f"scrolls sideways ({width} > {inner}): {page.evaluate(WIDE)}")
    if cut := page.evaluate(CUT):
        found.append(f"text is cut: {cut}")
    if over := page.evaluate(OVER):
        found.append(f"text lies over text: {over}")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    if page.locator("[style]:not(svg *)").count():
        found.append("style attribute")
    return found


def truth_faults(page: Any) -> list[str]:
    """A number that promises a passport and has none; a made-up record without its label."""
    found = [f"number without passport: {html}" for html in page.evaluate(NO_PASSPORT)]
    return found + [f"unlabelled demonstration row: {text}" for text in page.evaluate(UNLABELLED)]


def axe_faults(page: Any, source: str) -> list[str]:
    """What axe-core finds of weight serious or worse."""
    page.evaluate(source)
    result = page.evaluate("async () => await axe.run(document, {resultTypes: ['violations']})")
    return [f"axe {v['id']}: {v['nodes'][0]['html'][:120]}" for v in result["violations"] if v["impact"] in SERIOUS]


def partial_faults(page: Any, address: str) -> list[str]:
    """What htmx is given must be a piece of what a reload gives."""
    piece = page.request.get(address, headers={"HX-Request": "true"})
    text = _plain(piece.text())
    if "<!doctype" in piece.text().lower()[:200]:
        return []
    return [] if text in _plain(page.request.get(address).text()) else ["the partial differs from the reload"]


def _plain(text: str) -> str:
    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", text)  # the token of a form is new each time
    return re.sub(r"\s+", " ", text).strip()
