// SPDX-License-Identifier: AGPL-3.0-or-later
// What the page knows of the engine. One implementation speaks HTTP to the host; another will post to a worker.
import type { Api, Json } from './api';

export type Method = keyof Api;

export type ErrorCode = 'refused' | 'usage' | 'not_found' | 'locked' | 'damaged' | 'input_output' | 'away' | 'no_session';

export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly field: string;
  readonly hint: string;
  constructor(code: ErrorCode, message: string, field = '', hint = '') {
    super(message);
    this.code = code;
    this.field = field;
    this.hint = hint;
  }
}

export type EngineEvent = { event: string; id?: string; kind?: string };

export interface Engine {
  call<M extends Method>(method: M, params: Api[M]['params']): Promise<Api[M]['result']>;
  /** Also tells `connection.lost`, `connection.back`, and `connection.crowded`: too many windows listen already. */
  events(listener: (event: EngineEvent) => void): () => void;
}

/** Who keeps the door: the session with the host, apart from what the engine does. */
export interface Door {
  /** Begins a session with what the address carried; false when it carries nothing that opens. */
  enter(): Promise<boolean>;
  /** A person did something: auto-lock counts from now. */
  active(): void;
  lockAfter(minutes: number): Promise<void>;
  /** The address for a second window. */
  again(): Promise<string>;
  /** Locks and forgets, without waiting for an answer. */
  leave(): void;
}

export type { Api, Json };
