// SPDX-License-Identifier: AGPL-3.0-or-later
// The sealed files of another copy's folder, taken along as they are, a piece at a time.
import { EngineError } from '../../engine/engine';
import { client } from '../../shell/session';
import { toBase64 } from '../../ui/files';

const pieceBytes = 1 << 20;

export type Brought = { kept: number; here: number; damaged: number };
export type Going = { n: number; of: number; done: number };

/** What lies in such a folder: a record's number and a key's, nothing that a person would call a file. */
export const sealedAmong = (files: File[]): File[] => files.filter((file) => /^[0-9a-f]{32}-[0-9a-f]{32}$/.test(file.name));

/** Null: given up. */
async function bring(file: File, progress: (done: number) => void, givenUp: () => boolean): Promise<string | null> {
  for (let at = 0; !givenUp(); at += pieceBytes) {
    const bytes = new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer());
    const { state } = await client.bringDocument(file.name, at, toBase64(bytes), at + bytes.length >= file.size);
    if (state !== 'more') return state;
    progress((at + bytes.length) / file.size);
  }
  return null;
}

/** What was erased here, or lies under a key that was given up, is passed over. */
export async function bringAll(files: File[], progress: (going: Going) => void, givenUp: () => boolean): Promise<Brought> {
  const out: Brought = { kept: 0, here: 0, damaged: 0 };
  for (const [index, file] of files.entries()) {
    const going = { n: index + 1, of: files.length };
    progress({ ...going, done: 0 });
    try {
      const state = await bring(file, (done) => progress({ ...going, done }), givenUp);
      if (state === null) return out;
      if (state === 'kept') ++out.kept;
      if (state === 'here') ++out.here;
    } catch (problem) {
      if (!(problem instanceof EngineError) || problem.code !== 'damaged') throw problem;
      ++out.damaged;
    }
  }
  return out;
}
