// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchShift } from './quick_exit';
import { withoutCommand } from './session';
import { back, beforeLeaving, forgetRoutes, go, replace, route, startRouter } from './router';

const person = { screen: 'person', person: 'per_1' } as const;
const moved = () => new Promise((resolve) => addEventListener('popstate', () => setTimeout(resolve), { once: true }));

describe('a hint', () => {
  it('is said without the command of a terminal', () => {
    expect(withoutCommand('it ends when somebody lifts it: amparo hold lift rec_1')).toBe('it ends when somebody lifts it');
    expect(withoutCommand('settle it first: amparo record resolve rec_1')).toBe('settle it first');
    expect(withoutCommand('amparo member list shows them')).toBe('');
    expect(withoutCommand('ask an attorney of your team')).toBe('ask an attorney of your team');
  });
});

describe('router', () => {
  let stop: () => void;
  beforeEach(() => {
    history.replaceState(null, '', '/#secret');
    stop = startRouter();
  });
  afterEach(() => stop());

  it('keeps where we are out of the address, the title and the history', async () => {
    await go(person);
    expect(route.value).toEqual(person);
    expect(location.href).not.toContain('per_1');
    expect(JSON.stringify(history.state)).toBe('{"at":1}');
    expect(document.title).not.toContain('per_1');
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });

  it('goes back to where we were', async () => {
    await go({ screen: 'directory' });
    await go(person);
    const there = moved();
    back();
    await there;
    expect(route.value).toEqual({ screen: 'directory' });
  });

  it('does not return to what was replaced', async () => {
    await go({ screen: 'contact' });
    await replace(person);
    const there = moved();
    back();
    await there;
    expect(route.value).toEqual({ screen: 'today' });
  });

  it('lets a screen finish before it is left', async () => {
    const order: string[] = [];
    beforeLeaving(async () => { order.push('draft'); });
    await go(person);
    order.push(route.value.screen);
    expect(order).toEqual(['draft', 'person']);
  });

  it('forgets every place at lock', async () => {
    await go(person);
    forgetRoutes();
    expect(route.value).toEqual({ screen: 'today' });
    expect(JSON.stringify(history.state)).toBe('{"at":0}');
  });
});

describe('Shift three times', () => {
  const press = (key: string) => {
    document.dispatchEvent(new KeyboardEvent('keydown', { key }));
    document.dispatchEvent(new KeyboardEvent('keyup', { key }));
  };

  it('leaves', () => {
    const leave = vi.fn();
    const stop = watchShift(leave);
    press('Shift');
    press('Shift');
    expect(leave).not.toHaveBeenCalled();
    press('Shift');
    expect(leave).toHaveBeenCalledOnce();
    stop();
  });

  it('is not what capitals are', () => {
    const leave = vi.fn();
    const stop = watchShift(leave);
    for (const letter of ['A', 'B', 'C', 'D']) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
      press(letter);
      document.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }));
    }
    expect(leave).not.toHaveBeenCalled();
    stop();
  });
});
