// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from './engine';
import { HttpEngine } from './http';

const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

describe('the types of the engine', () => {
  it('are what data/api.json says', () => {
    expect(() => execFileSync('node', [join(__dirname, '../../scripts/engine_types.mjs')])).not.toThrow();
  });
});

describe('the engine over HTTP', () => {
  const sent: { path: string; init: RequestInit }[] = [];
  let reply: (path: string) => Response | Promise<Response>;
  beforeEach(() => {
    sent.length = 0;
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
      sent.push({ path, init });
      return Promise.resolve().then(() => reply(path));
    });
    history.replaceState(null, '', '/#once');
  });
  afterEach(() => vi.unstubAllGlobals());

  async function entered(): Promise<HttpEngine> {
    reply = () => answer({ token: 'T', next: 'again' });
    const engine = new HttpEngine();
    expect(await engine.enter()).toBe(true);
    return engine;
  }

  it('exchanges the secret once and keeps the next one in the fragment', async () => {
    await entered();
    expect(sent[0]?.init.body).toBe('{"secret":"once"}');
    expect(location.hash).toBe('#again');
  });

  it('has no session without a secret, or with one that was used', async () => {
    reply = () => answer({}, 403);
    expect(await new HttpEngine().enter()).toBe(false);
    expect(location.hash).toBe('');
    expect(await new HttpEngine().enter()).toBe(false);
    expect(sent).toHaveLength(1);
  });

  it('calls with its token and gives the result', async () => {
    const engine = await entered();
    reply = () => answer({ result: { members: [] } });
    expect(await engine.call('member.list', {})).toEqual({ members: [] });
    expect(new Headers(sent[1]?.init.headers).get('Authorization')).toBe('Bearer T');
  });

  it('makes an error of what the engine refuses', async () => {
    const engine = await entered();
    reply = () => answer({ error: { code: 'refused', message: 'no', field: 'data.phone', hint: 'mend it' } });
    await expect(engine.call('form.list', {})).rejects.toMatchObject({ code: 'refused', field: 'data.phone', hint: 'mend it' });
  });

  it('says that the program is away when nothing answers', async () => {
    const engine = await entered();
    reply = () => Promise.reject(new TypeError('failed'));
    const failed = await engine.call('form.list', {}).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(EngineError);
    expect((failed as EngineError).code).toBe('away');
  });

  it('tells its listeners when a call finds the vault locked', async () => {
    const engine = await entered();
    const heard: string[] = [];
    reply = (path) => (path === '/events' ? answer({}, 401) : answer({ error: { code: 'locked', message: 'locked' } }));
    engine.events((event) => heard.push(event.event));
    await engine.call('form.list', {}).catch(() => undefined);
    expect(heard).toContain('vault.locked');
  });

  it('reports that somebody is active at most each 30 seconds', async () => {
    const engine = await entered();
    reply = () => new Response(null, { status: 204 });
    engine.active();
    engine.active();
    expect(sent.filter((one) => one.path === '/active')).toHaveLength(1);
  });
});

describe('screens', () => {
  it('know no HTTP, and keep nothing in the browser', () => {
    const files = (folder: string): string[] => readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));
    for (const file of files(join(__dirname, '..'))) {
      if (/engine\/(http|engine\.test)\.tsx?$/.test(file) || !/\.tsx?$/.test(file)) continue;
      const text = readFileSync(file, 'utf8');
      expect(/\bfetch\(|XMLHttpRequest|localStorage|sessionStorage|innerHTML|indexedDB|document\.cookie|\bNotification\(|serviceWorker|console\./.test(text) && !file.endsWith('.test.ts'), file).toBe(false);
    }
  });
});
