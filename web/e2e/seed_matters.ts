// SPDX-License-Identifier: AGPL-3.0-or-later
// Two attorneys and an outreach worker; a matter of an invented adult with what belongs to it, and another behind a wall.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, Place } from './host';
import { root } from './host';

export type MattersSeed = { open: Json; walled: Json; bruna: string };

export const words = { Noor: 'nine slow ferries at noon', Iris: 'four grey herons waiting', Sol: 'six warm stones in a row' };
export const walledTitle = 'Claim against a landlord';

function day(days: number): string { return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10); }

export async function matters(place: Place, person: string): Promise<MattersSeed> {
  const seed: MattersSeed = { open: {}, walled: {}, bruna: '' };
  const members: Record<string, string> = {};
  await place.speak(async (call) => {
    for (const [name, role] of [['Noor', 'attorney'], ['Iris', 'attorney'], ['Sol', 'outreach']] as const) {
      const { member_id } = await call('member.add', { name, role, passphrase: words[name] }) as { member_id: string };
      members[name] = member_id;
    }
    seed.bruna = (await call('record.create', { kind: 'contact', data: { chosen_name: 'Bruna Salt' } }) as { person: string }).person;
    seed.open = await call('matter.open', { person, title: 'T status', area: 'immigration', jurisdiction: 'US', opposing: ['Ricardo Montes'] });
    const matter = seed.open['id'];
    const add = (kind: string, data: Json) => call('record.create', { kind, person, data: { matter, ...data } });
    await add('matter_date', { on: day(9), at: '09:30', what: 'First hearing', where: 'Room 12' });
    await add('matter_log', { on: day(-3), activity: 'call', minutes: 7, by: 'Ana', text: 'Spoke about the statement.' });
    await add('matter_log', { on: day(-1), activity: 'drafting', minutes: 61, by: 'Noor' });
    await add('matter_contact', { on: day(-6), authority: 'Wage board', started_by: 'person' });
    await add('matter_readiness', { said_on: day(-5), answer: 'not_yet', words: 'After the move.' });
    await add('matter_request', { received_on: day(-2), instrument: 'subpoena', from_whom: 'A county court', asks: 'All notes', due_on: day(5) });
    await call('record.create', { kind: 'legal_note', person, data: { legal_matter: matter, matter: 'The statement', happened_on: day(-3), text: 'She wants to read it once more.' } });
    await call('deadline.add', { matter, rule: 'other', what: 'Brief of the court', date: day(20) });
    await call('relief.answer', { id: matter, option: 'us_t', item: 'reasonable_requests', answer: 'excepted', exception: 'trauma', note: 'Letter of the clinic.' });
    const document = await call('document.begin', { matter, name: 'statement.txt', from_whom: 'Marisol' });
    await call('document.put', { id: document['id'], data: Buffer.from('I worked there from May to August.\n').toString('base64') });
    await call('document.finish', { id: document['id'] });
    const table = await call('document.begin', { matter, name: 'wages.pdf', from_whom: 'A pay office' });
    await call('document.put', { id: table['id'], data: readFileSync(join(root, 'fuzz/corpus/pdf/report.pdf')).toString('base64') });
    await call('document.finish', { id: table['id'] });
    await call('hold.place', { person: seed.bruna, why: 'A letter of an attorney came.' });
  });
  const secret = join(place.folder, 'noor');
  writeFileSync(secret, `${words.Noor}\n`, { mode: 0o600 });
  await place.speak(async (call) => {
    seed.walled = await call('matter.open', { person: seed.bruna, title: walledTitle, area: 'housing', opposing: ['Teresa Aguirre'],
      inside: [members['Noor'], members['Iris']], reason: 'Ana has a cousin there.' });
  }, false, secret);
  return seed;
}
