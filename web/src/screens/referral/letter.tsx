// SPDX-License-Identifier: AGPL-3.0-or-later
// The engine's letter, drawn with this page's own elements: its markup is read, never let in.
import type { ComponentChildren } from 'preact';
import { createElement } from 'preact';
import { useMemo } from 'preact/hooks';

const taken = new Set(['h1', 'h2', 'p', 'dl', 'dt', 'dd', 'bdi', 'div', 'span', 'ul', 'li']);

function draw(node: Node, key: number): ComponentChildren {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const inner = [...node.childNodes].map(draw);
  const name = node.tagName.toLowerCase();
  if (!taken.has(name)) return inner;
  const heading = name === 'h1' ? 'h2' : name === 'h2' ? 'h3' : name;
  const own = node.classList.contains('box') ? 'letter-box' : node.classList.contains('line') ? 'letter-line' : undefined;
  return createElement(heading, { key, class: own }, inner);
}

/** Its body alone: the sheet of styles in its head is refused by this page's policy, and not needed. */
function bodyOf(html: string): string { return /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? ''; }

export function Letter({ html }: { html: string }) {
  const page = useMemo(() => new DOMParser().parseFromString(bodyOf(html), 'text/html'), [html]);
  return (
    <article class="letter card" lang={/<html lang="([\w-]+)"/.exec(html)?.[1]} dir="ltr">
      {[...page.body.childNodes].map(draw)}
    </article>
  );
}
