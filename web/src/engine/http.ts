// SPDX-License-Identifier: AGPL-3.0-or-later
// The only file that knows HTTP: calls, the stream of events and the session of the local host.
import type { Api, Door, Engine, EngineEvent, ErrorCode, Method } from './engine';
import { EngineError } from './engine';

const activeEveryMs = 30_000;
const retryMs = 2_000;
const crowdedRetryMs = 10_000;

type Answer = { result?: unknown; error?: { code: ErrorCode; message: string; field?: string; hint?: string } };

export class HttpEngine implements Engine, Door {
  private token = '';
  private lastActive = 0;
  private listeners = new Set<(event: EngineEvent) => void>();
  private reading = false;

  async enter(): Promise<boolean> {
    const secret = location.hash.slice(1);
    if (secret === '') return false;
    const response = await this.post('/session', { secret }).catch(() => null);
    if (!response?.ok) {
      history.replaceState(null, '', '/');
      return false;
    }
    const { token, next } = (await response.json()) as { token: string; next: string };
    this.token = token;
    history.replaceState(history.state, '', `/#${next}`);
    return true;
  }

  async call<M extends Method>(method: M, params: Api[M]['params']): Promise<Api[M]['result']> {
    let answer: Answer;
    try {
      const response = await this.post('/call', { method, params });
      if (response.status === 401 || response.status === 403) throw new EngineError('no_session', 'no session');
      answer = (await response.json()) as Answer;
    } catch (error) {
      if (error instanceof EngineError) throw error;
      throw new EngineError('away', 'the program does not answer');
    }
    if (answer.error) {
      const { code, message, field, hint } = answer.error;
      if (code === 'locked' && method !== 'vault.unlock') this.tell({ event: 'vault.locked' });
      throw new EngineError(code, message, field ?? '', hint ?? '');
    }
    return answer.result as Api[M]['result'];
  }

  events(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    if (!this.reading) void this.read();
    return () => this.listeners.delete(listener);
  }

  active(): void {
    const now = Date.now();
    if (now - this.lastActive < activeEveryMs || this.token === '') return;
    this.lastActive = now;
    void this.post('/active', {}).catch(() => undefined);
  }

  async lockAfter(minutes: number): Promise<void> {
    const response = await this.post('/settings', { lock_after: minutes });
    if (!response.ok) throw new EngineError('input_output', 'the setting was not taken');
  }

  async again(): Promise<string> {
    const response = await this.post('/session/again', {});
    if (!response.ok) throw new EngineError('no_session', 'no session');
    const { secret } = (await response.json()) as { secret: string };
    return `${location.origin}/#${secret}`;
  }

  leave(): void {
    void this.post('/leave', {}, true).catch(() => undefined);
    this.token = '';
  }

  private post(path: string, body: unknown, keepalive = false): Promise<Response> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (this.token !== '') headers['Authorization'] = `Bearer ${this.token}`;
    return fetch(path, { method: 'POST', headers, body: JSON.stringify(body), cache: 'no-store', keepalive });
  }

  private tell(event: EngineEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  private async read(): Promise<void> {
    this.reading = true;
    let lost = false;
    while (this.listeners.size > 0 && this.token !== '') {
      try {
        const response = await fetch('/events', { headers: { Authorization: `Bearer ${this.token}` }, cache: 'no-store' });
        if (response.status === 401 || response.status === 403) {
          this.tell({ event: 'session.ended' });
          break;
        }
        if (response.status === 503) {
          this.tell({ event: 'connection.crowded' });
          await new Promise((resolve) => setTimeout(resolve, crowdedRetryMs));
          continue;
        }
        if (!response.ok || !response.body) throw new Error('no stream');
        this.tell({ event: 'connection.back' });
        lost = false;
        await this.readLines(response.body.getReader());
      } catch {
        // Told below, once for each loss.
      }
      if (this.token === '') break;
      if (!lost) this.tell({ event: 'connection.lost' });
      lost = true;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
    this.reading = false;
  }

  private async readLines(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = line.trim() === '' ? {} : (JSON.parse(line) as Partial<EngineEvent>);
        if (event.event !== undefined) this.tell(event as EngineEvent);
      }
    }
  }
}
