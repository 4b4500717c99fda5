// SPDX-License-Identifier: AGPL-3.0-or-later
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../engine/api';
import type { Door, Engine } from '../engine/engine';
import { EngineError } from '../engine/engine';
import { finishScreen } from '../shell/router';
import { useEngine } from '../shell/session';
import { TodayScreen } from '../screens/today/today';
import type { KeptDraft } from './draft';
import { useDraft } from './draft';
import { SavedLine } from './saved_line';

type Call = { method: string; params: Json };
let calls: Call[];
let answer: (call: Call) => unknown;

function fake(): Engine & Door {
  return {
    call: (async (method: string, params: Json) => {
      const call = { method, params };
      calls.push(call);
      return answer(call);
    }) as unknown as Engine['call'],
    events: () => () => undefined,
    enter: () => Promise.resolve(true),
    active: () => undefined,
    lockAfter: () => Promise.resolve(),
    again: () => Promise.resolve(''),
    leave: () => undefined,
  };
}

let box: HTMLElement;
let kept: KeptDraft;
let type: (values: Json) => void;

function Trial({ begun }: { begun?: string }) {
  const [values, setValues] = useState<Json>({});
  const [touched, setTouched] = useState(false);
  type = (next) => { setValues(next); setTouched(true); };
  kept = useDraft({ kind: 'contact' }, values, touched, begun);
  return <SavedLine draft={kept.state} />;
}

const draw = (begun?: string) => act(() => render(<Trial {...(begun === undefined ? {} : { begun })} />, box));
const wait = (ms: number) => act(async () => { await vi.advanceTimersByTimeAsync(ms); });
const write = (values: Json) => act(() => type(values));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('scrollTo', () => undefined);
  calls = [];
  answer = ({ method }) => (method === 'draft.save' ? { draft: 'dra_1', saved: new Date().toISOString() } : {});
  useEngine(fake());
  box = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  act(() => render(null, box));
  box.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a draft', () => {
  it('is written at a pause, not at each key, and goes on as the same', async () => {
    draw();
    write({ chosen_name: 'M' });
    await wait(300);
    write({ chosen_name: 'Ma' });
    await wait(300);
    expect(calls).toEqual([]);
    await wait(400);
    expect(calls).toEqual([{ method: 'draft.save', params: { kind: 'contact', data: { chosen_name: 'Ma' } } }]);
    expect(box.textContent).toContain('Draft kept in the vault');
    write({ chosen_name: 'Mar' });
    await wait(700);
    expect(calls[1]?.params).toMatchObject({ draft: 'dra_1', data: { chosen_name: 'Mar' } });
  });

  it('of a form that nobody touched is not written', async () => {
    draw();
    await wait(2_000);
    expect(calls).toEqual([]);
  });

  it('is written before the screen is left or locked', async () => {
    draw();
    write({ chosen_name: 'M' });
    await act(() => finishScreen());
    expect(calls).toHaveLength(1);
  });

  it('says so when it could not be written, and is written at the next pause', async () => {
    draw();
    answer = () => { throw new EngineError('away', 'away'); };
    write({ chosen_name: 'M' });
    await wait(700);
    expect(box.textContent).toContain('Not kept yet');
    answer = () => ({ draft: 'dra_1', saved: new Date().toISOString() });
    write({ chosen_name: 'Ma' });
    await wait(700);
    expect(box.textContent).toContain('Draft kept in the vault');
  });

  it('that another window ended goes on as a new one', async () => {
    draw('dra_9');
    answer = () => { throw new EngineError('not_found', 'there is no such draft any more', 'draft'); };
    write({ chosen_name: 'M' });
    await wait(700);
    expect(box.textContent).toContain('Not kept yet');
    answer = () => ({ draft: 'dra_10', saved: new Date().toISOString() });
    write({ chosen_name: 'Ma' });
    await wait(700);
    expect(calls.map(({ params }) => params['draft'])).toEqual(['dra_9', undefined]);
    expect(kept.id()).toBe('dra_10');
  });

  it('is not written again while and after its record is made', async () => {
    draw('dra_9');
    write({ chosen_name: 'M' });
    let made = (_: string) => undefined as void;
    const handed = kept.handIn((draft) => new Promise<string>((resolve) => { made = () => resolve(`of ${draft}`); }));
    await wait(2_000);
    made('');
    expect(await handed).toBe('of dra_9');
    await wait(2_000);
    expect(calls).toEqual([]);
  });

  it('is written after all when its record was refused', async () => {
    draw('dra_9');
    write({ chosen_name: 'M' });
    let refused = (_: Error) => undefined as void;
    const handed = kept.handIn(() => new Promise<void>((_, reject) => { refused = reject; }));
    await wait(2_000);
    expect(calls).toEqual([]);
    refused(new EngineError('away', 'away'));
    await expect(handed).rejects.toThrow('away');
    await wait(10);
    expect(calls.map(({ params }) => params['draft'])).toEqual(['dra_9']);
  });

  it('is erased when it is thrown away', async () => {
    draw('dra_9');
    await act(() => kept.discard());
    expect(calls).toEqual([{ method: 'draft.discard', params: { draft: 'dra_9' } }]);
  });
});

describe('today', () => {
  it('shows each section that has something, and leads to a draft', async () => {
    const since = new Date().toISOString();
    answer = ({ method, params }) => {
      if (method === 'today') {
        return { sections: [{ code: 'draft', items: [{ record: 'dra_1', kind: 'contact', title: 'Marisol', since }] }, { code: 'follow_up', items: [] }] };
      }
      if (method === 'form.show') return { name: params['form'], label: 'First contact', fields: [] };
      return { draft: 'dra_1', kind: 'contact', saved: since, data: {} };
    };
    act(() => render(<TodayScreen />, box));
    await wait(50);
    expect([...box.querySelectorAll('h2')].map((node) => node.textContent)).toEqual(['Drafts left1']);
    act(() => box.querySelector<HTMLElement>('.row-button')?.click());
    await wait(50);
    expect(calls.at(-1)).toEqual({ method: 'draft.show', params: { draft: 'dra_1' } });
  });
});
