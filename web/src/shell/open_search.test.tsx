// SPDX-License-Identifier: AGPL-3.0-or-later
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useStore } from '../ui/store';
import { openSearch, searchBox, typedAhead } from './open_search';
import { beforeLeaving, forgetRoutes, route, startRouter } from './router';

function Box() { return <input id={searchBox} value={typedAhead()} />; }
function Trial() { return useStore(route).screen === 'search' ? <Box /> : <h1 tabIndex={-1}>Today</h1>; }

const press = (key: string, also: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...also });
  document.body.dispatchEvent(event);
  return event;
};
const drawn = async () => {
  await vi.waitFor(() => expect(document.getElementById(searchBox)).not.toBeNull());
  return document.getElementById(searchBox) as HTMLInputElement;
};

let stop: () => void;
beforeEach(() => {
  stop = startRouter();
  render(<Trial />, document.body);
});
afterEach(() => {
  render(null, document.body);
  forgetRoutes();
  stop();
});

describe('opening the search', () => {
  it('keeps what is typed while the screen before it still has a draft to write', async () => {
    let written = () => undefined as void;
    beforeLeaving(() => new Promise<void>((resolve) => { written = resolve; }));
    openSearch();
    for (const key of ['m', 'a', 'x', 'Backspace', 'r', 'Shift', 'y']) press(key);
    expect(press('l', { ctrlKey: true }).defaultPrevented).toBe(false);
    written();
    expect((await drawn()).value).toBe('mary');
  });

  it('leaves the keys alone once its box is there, and forgets what was typed', async () => {
    openSearch();
    press('n');
    await drawn();
    await Promise.resolve();
    expect(typedAhead()).toBe('');
    expect(press('a').defaultPrevented).toBe(false);
  });

  it('goes to the box when it is already there', async () => {
    openSearch();
    const box = await drawn();
    box.blur();
    openSearch();
    expect(document.activeElement).toBe(box);
  });
});
