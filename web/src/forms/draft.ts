// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps what stands in the fields in the vault at every pause, so that a crash, a lock or an interruption loses nothing.
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Json } from '../engine/api';
import type { SaveDraft } from '../engine/client';
import { EngineError } from '../engine/engine';
import { beforeLeaving } from '../shell/router';
import { client } from '../shell/session';
import { isEmpty } from './values';

const pauseMs = 600;

export type DraftState =
  | { state: 'nothing' }
  | { state: 'waiting' }
  | { state: 'saved'; at: string }
  | { state: 'failed'; error: unknown };

export type KeptDraft = {
  state: DraftState;
  id: () => string | undefined;
  /** Makes the record of it. A save waits until that is settled: after a record comes none, after a refusal it is made up for. */
  handIn: <T>(make: (draft: string | undefined) => Promise<T>) => Promise<T>;
  discard: () => Promise<void>;
};

/** `values` is what stands there now; `about` what the draft belongs to. Nothing is kept before `touched`. */
export function useDraft(about: Omit<SaveDraft, 'data' | 'draft'>, values: Json, touched: boolean, begun?: string): KeptDraft {
  const [state, setState] = useState<DraftState>({ state: 'nothing' });
  const id = useRef<string | undefined>(begun);
  const ended = useRef(false);
  const unsaved = useRef(false);
  const latest = useRef({ about, values });
  const running = useRef<Promise<void>>(Promise.resolve());
  latest.current = { about, values };

  // If the error says that the draft is gone, what stands in the fields is kept as a new one from now on.
  const ifGone = useCallback((error: unknown) => {
    if (error instanceof EngineError && error.code === 'not_found' && error.field === 'draft') id.current = undefined;
  }, []);

  const write = useCallback(() => {
    running.current = running.current.then(async () => {
      if (ended.current || !unsaved.current) return;
      unsaved.current = false;
      const { about: what, values: now } = latest.current;
      try {
        const params: SaveDraft = { ...what, data: JSON.parse(JSON.stringify(now)) as Json };
        if (id.current !== undefined) params.draft = id.current;
        const answer = await client.saveDraft(params);
        id.current = answer.draft;
        if (!unsaved.current) setState({ state: 'saved', at: answer.saved });
      } catch (error) {
        unsaved.current = true;
        ifGone(error);
        setState({ state: 'failed', error });
      }
    });
    return running.current;
  }, []);

  useLayoutEffect(() => {
    if (!touched || ended.current || (id.current === undefined && isEmpty(values))) return undefined;
    unsaved.current = true;
    setState({ state: 'waiting' });
    const timer = setTimeout(() => void write(), pauseMs);
    return () => clearTimeout(timer);
  }, [values, touched]);

  useLayoutEffect(() => {
    beforeLeaving(write);
    return () => beforeLeaving(null);
  }, []);

  const end = () => {
    ended.current = true;
    beforeLeaving(null);
  };

  const handIn = useCallback(<T>(make: (draft: string | undefined) => Promise<T>): Promise<T> => {
    const made = running.current.then(() => make(id.current)).then(
      (done) => { end(); return done; },
      (error: unknown) => { ifGone(error); throw error; },
    );
    running.current = made.then(() => undefined, () => undefined);
    return made;
  }, []);

  const discard = useCallback(async () => {
    end();
    await running.current;
    if (id.current !== undefined) await client.discardDraft(id.current);
  }, []);

  return { state, id: () => id.current, handIn, discard };
}
