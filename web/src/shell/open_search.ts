// SPDX-License-Identifier: AGPL-3.0-or-later
// The way to the search, a key away. What is typed before its box is there waits for it: no letter of a name is lost.
import { go } from './router';

export const searchBox = 'search-text';

let ahead = '';

/** What was typed since the search was asked for: what its box begins with. */
export function typedAhead(): string { return ahead; }

function collect(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Backspace') ahead = ahead.slice(0, -1);
  else if ([...event.key].length === 1) ahead += event.key;
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function openSearch(): void {
  const box = document.getElementById(searchBox);
  if (box) {
    box.focus();
    return;
  }
  ahead = '';
  addEventListener('keydown', collect, true);
  void go({ screen: 'search' }).finally(() => {
    removeEventListener('keydown', collect, true);
    ahead = '';
  });
}
