// SPDX-License-Identifier: AGPL-3.0-or-later
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { Button, Waiting } from './kit';

afterEach(() => {
  vi.useRealTimers();
  render(null, document.body);
});

function buttonOf(disabled: boolean, onClick: () => void, onSubmit: () => void): HTMLButtonElement {
  render(
    <form onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>
      <Button type="submit" disabled={disabled} onClick={onClick}>Save</Button>
    </form>, document.body);
  const button = document.querySelector('button');
  if (!button) throw new Error('the button is not there');
  return button;
}

it('a button is pressed and hands its form in, and neither while it is disabled', () => {
  const onClick = vi.fn();
  const onSubmit = vi.fn();
  buttonOf(true, onClick, onSubmit).click();
  expect([onClick.mock.calls.length, onSubmit.mock.calls.length]).toEqual([0, 0]);
  buttonOf(false, onClick, onSubmit).click();
  expect([onClick.mock.calls.length, onSubmit.mock.calls.length]).toEqual([1, 1]);
});

it('a button keeps the focus when it is disabled under the hand, and says that it is', () => {
  const nothing = () => undefined;
  const button = buttonOf(false, nothing, nothing);
  button.focus();
  buttonOf(true, nothing, nothing);
  expect(document.activeElement).toBe(button);
  expect(button.disabled).toBe(false);
  expect(button.getAttribute('aria-disabled')).toBe('true');
});

it('waiting is not shown for a blink, and says what for when it lasts', async () => {
  vi.useFakeTimers();
  await act(() => render(<Waiting what="Reading the vault…" />, document.body));
  expect(document.querySelector('[role="status"]')).toBeNull();
  await act(() => { vi.advanceTimersByTime(1_000); });
  expect(document.querySelector('[role="status"]')?.textContent).toBe('Reading the vault…');
});
