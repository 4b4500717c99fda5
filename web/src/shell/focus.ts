// SPDX-License-Identifier: AGPL-3.0-or-later
// Focus is never lost: when what had it goes away, the screen's heading takes it.
export function keepFocus(root: HTMLElement): () => void {
  let last: Element | null = null;
  const noted = () => { last = document.activeElement; };
  const watch = new MutationObserver(() => {
    const lost = last !== null && !last.isConnected && (document.activeElement === null || document.activeElement === document.body);
    if (!lost) return;
    last = null;
    root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  });
  root.addEventListener('focusin', noted);
  watch.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', noted);
    watch.disconnect();
  };
}
