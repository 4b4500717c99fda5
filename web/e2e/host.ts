// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts the real program on a vault of its own, and talks to it as programs do.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env['AMPARO_PROGRAM'] ?? join(root, 'build/release/bin/amparo');
export const passphrase = 'seven quiet lanterns over water';

export type Json = Record<string, unknown>;

const memory = '/dev/shm';

/** A container may have a small one, or none; and a Node older than 18.15 doesn't say. */
function hasRoom(bytes: number): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(memory);
    return bavail * bsize > bytes;
  } catch {
    return false;
  }
}

export class Place {
  readonly folder: string;
  readonly vault: string;
  readonly secret: string;
  private hosts: ChildProcess[] = [];

  /** `inMemory`: where the system has such a folder with room; for many writes, whose safety on a disk is not what is looked at. */
  constructor(name = 'puente', inMemory = false) {
    this.folder = mkdtempSync(join(inMemory && hasRoom(1 << 30) ? memory : tmpdir(), 'amparo-web-'));
    this.vault = join(this.folder, `${name}.amparo`);
    this.secret = join(this.folder, 'passphrase');
    writeFileSync(this.secret, `${passphrase}\n`, { mode: 0o600 });
  }

  /** `amparo call`: one process, one unlock, many calls. */
  async speak(work: (call: (method: string, params: Json) => Promise<Json>) => Promise<void>, locked = false, secret = this.secret): Promise<void> {
    const child = spawn(program, ['call', ...(locked ? ['--locked'] : ['--passphrase-file', secret]), '--vault', this.vault],
      { stdio: ['pipe', 'pipe', 'pipe'] });
    let wrong = '';
    child.stderr.on('data', (bytes: Buffer) => { wrong += bytes.toString(); });
    const ended = new Promise<never>((_, reject) => child.on('exit', (code) => reject(new Error(`amparo call ended with ${code}: ${wrong}`))));
    ended.catch(() => undefined);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    let id = 0;
    const call = async (method: string, params: Json): Promise<Json> => {
      child.stdin.write(`${JSON.stringify({ id: ++id, method, params })}\n`);
      const { value } = await Promise.race([lines.next(), ended]);
      const line = JSON.parse(value as string) as { result?: Json; error?: Json };
      if (!line.result) throw new Error(`${method}: ${JSON.stringify(line.error)}`);
      return line.result;
    };
    try {
      await work(call);
    } finally {
      const done = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await done;
    }
  }

  /** Many calls as one batch of lines; how many of them did not succeed. */
  async batch(lines: Iterable<{ method: string; params: Json }>): Promise<number> {
    const child = spawn(program, ['call', '--passphrase-file', this.secret, '--vault', this.vault], { stdio: ['pipe', 'pipe', 'inherit'] });
    let wrong = 0;
    createInterface({ input: child.stdout }).on('line', (line) => { if (line.includes('"error"')) ++wrong; });
    const done = new Promise((resolve) => child.once('close', resolve));
    for (const line of lines) {
      if (!child.stdin.write(`${JSON.stringify(line)}\n`)) await new Promise((resolve) => child.stdin.once('drain', resolve));
    }
    child.stdin.end();
    await done;
    return wrong;
  }

  async init(organization: string, member: string): Promise<void> {
    await this.speak(async (call) => { await call('vault.init', { organization, member, passphrase }); }, true);
  }

  async open(...more: string[]): Promise<Host> {
    const child = spawn(program, ['open', '--vault', this.vault, '--no-browser', ...more], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.hosts.push(child);
    let wrong = '';
    child.stderr.on('data', (bytes: Buffer) => { wrong += bytes.toString(); });
    const lines = createInterface({ input: child.stdout });
    const link = await new Promise<string>((resolve, reject) => {
      lines.on('line', (line) => { const found = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(line); if (found) resolve(found[0]); });
      child.on('exit', (code) => reject(new Error(`amparo open ended with ${code}: ${wrong}`)));
    });
    return new Host(child, link);
  }

  end(): void {
    for (const child of this.hosts) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class Host {
  constructor(readonly child: ChildProcess, readonly link: string) {}

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill(signal);
    await ended;
  }
}
