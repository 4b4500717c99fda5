// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps what stands in the fields in the vault at every pause, so that a crash, a lock or an interruption loses nothing.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
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
  /** When what is being written has been. */
  settled: () => Promise<void>;
  /** Ends the keeping: the record was made, or the draft thrown away. */
  done: () => void;
  discard: () => Promise<void>;
  /** If the error says that it is gone, what stands in the fields is kept as a new one from now on. */
  ifGone: (error: unknown) => void;
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

  useEffect(() => {
    if (!touched || ended.current || (id.current === undefined && isEmpty(values))) return undefined;
    unsaved.current = true;
    setState({ state: 'waiting' });
    const timer = setTimeout(() => void write(), pauseMs);
    return () => clearTimeout(timer);
  }, [values, touched]);

  useEffect(() => {
    beforeLeaving(write);
    return () => beforeLeaving(null);
  }, []);

  const done = useCallback(() => {
    ended.current = true;
    beforeLeaving(null);
  }, []);

  const discard = useCallback(async () => {
    done();
    await running.current;
    if (id.current !== undefined) await client.discardDraft(id.current);
  }, []);

  return { state, id: () => id.current, settled: () => running.current, done, discard, ifGone };
}
