// SPDX-License-Identifier: AGPL-3.0-or-later
// Asking the engine from a component: the answer lives in the component and ends with it.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EngineEvent } from '../engine/engine';
import { onEvent } from './session';

export type Asked<T> = { value: T | null; error: unknown; waiting: boolean; again: () => void };

export function useAsk<T>(ask: () => Promise<T>, depends: unknown[], follow?: (event: EngineEvent) => boolean): Asked<T> {
  const [state, setState] = useState<{ value: T | null; error: unknown; waiting: boolean }>(
    { value: null, error: null, waiting: true });
  const [round, setRound] = useState(0);
  const turn = useRef(0);
  const again = useCallback(() => setRound((n) => n + 1), []);

  useEffect(() => {
    const mine = ++turn.current;
    setState((old) => ({ ...old, waiting: true }));
    ask().then(
      (value) => { if (mine === turn.current) setState({ value, error: null, waiting: false }); },
      (error: unknown) => { if (mine === turn.current) setState((old) => ({ ...old, error, waiting: false })); },
    );
    return () => { ++turn.current; };
  }, [...depends, round]);

  useLayoutEffect(() => {
    if (!follow) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onEvent((event) => {
      if (!follow(event)) return;
      clearTimeout(timer);
      timer = setTimeout(again, 60);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, depends);

  return { ...state, again };
}

/** The value after it stood still for a moment. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
