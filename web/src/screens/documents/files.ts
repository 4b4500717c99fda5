// SPDX-License-Identifier: AGPL-3.0-or-later
// A file into the vault and out of it, a piece at a time, so that a large one never stands in memory as text.
import type { Document } from '../../engine/shapes_legal';
import type { Papers } from '../../shell/router';
import { client } from '../../shell/session';
import { fromBase64, toBase64 } from '../../ui/files';
import { listedIn, newestVersions } from './documents_model';

export type About = Papers | { version_of: string } | { template: true };

/** The newest version of each. */
export async function documentsOf(about: Papers): Promise<Document[]> {
  const { documents } = await client.documents('matter' in about ? about : { person: about.person });
  return newestVersions(documents.filter((one) => listedIn(one, about)));
}

/** Nothing is kept unless every byte came: whoever gives up, or an error, forgets what was begun. Null: given up. */
export async function keepFile(file: File, about: About, progress: (done: number) => void, givenUp: () => boolean): Promise<Document | null> {
  const { id, piece_bytes } = await client.beginDocument({ ...about, name: file.name });
  try {
    for (let at = 0; at < file.size; at += piece_bytes) {
      if (givenUp()) {
        await client.cancelDocument(id);
        return null;
      }
      const bytes = new Uint8Array(await file.slice(at, at + piece_bytes).arrayBuffer());
      await client.putDocument(id, toBase64(bytes));
      progress((at + bytes.length) / file.size);
    }
    return await client.finishDocument(id);
  } catch (problem) {
    await client.cancelDocument(id).catch(() => undefined);
    throw problem;
  }
}

/** Every piece, in order: the last one comes only if the whole is what was kept. */
export async function takeFile(id: string, why: string): Promise<Uint8Array[]> {
  const { pieces } = await client.openDocument({ id, to: 'save', ...(why === '' ? {} : { why }) });
  try {
    const parts: Uint8Array[] = [];
    for (let piece = 0; piece < pieces; ++piece) parts.push(fromBase64((await client.readDocument(id, piece)).data));
    return parts;
  } finally {
    await client.closeDocument(id).catch(() => undefined);
  }
}
