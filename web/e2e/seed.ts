// SPDX-License-Identifier: AGPL-3.0-or-later
// A small office with invented people, made through the same methods that the page calls.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Json, Place } from './host';
import { program, root } from './host';

export type Seed = { person: string; contact: string; finding: string; release: string; referral: string };

export function directory(place: Place): void {
  const child = spawnSync(program, ['directory', 'import', join(root, 'data/directory/demo_network.json'), '--vault', place.vault,
    '--passphrase-file', place.secret], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
}

export async function office(place: Place): Promise<Seed> {
  await place.init('Puente Legal Aid', 'Ana');
  directory(place);
  const seed = {} as Seed;
  await place.speak(async (call) => { Object.assign(seed, await people(call)); });
  return seed;
}

const firstNames = ['Marisol', 'Lucero', 'Amina', 'Grace', 'Thuy', 'Nadia', 'Josefa', 'Ruth', 'Dalia', 'Inés', 'Kofi'];
const lastNames = ['Quintero', 'Arriaga', 'Okafor', 'Nguyen', 'Haddad', 'Mbeki', 'Salcedo', 'Petrov', 'Duarte'];

/** Contacts of invented adults, each with a number and a word that no other has. */
export function* manyPeople(count: number): Generator<{ method: string; params: Json }> {
  for (let n = 0; n < count; ++n) {
    const name = n === 17345 ? 'Lucero Arriaga' : `${firstNames[n % firstNames.length]} ${lastNames[n % lastNames.length]}`;
    yield { method: 'record.create', params: { kind: 'contact', data: {
      chosen_name: `${name} ${n}`, phone: `312 555 ${String(n).padStart(5, '0')}`, needs: ['bed_tonight'], needs_note: `Asked about the bus, lantern${n}.`,
    } } };
  }
}

type Call = (method: string, params: Json) => Promise<Json>;

async function people(call: Call): Promise<Seed> {
  const contact = await call('record.create', {
    kind: 'contact',
    data: {
      chosen_name: 'Marisol', aliases: ['Mari'], pronouns: 'she', languages: ['es'], phone: '312 555 0199',
      safe_contact_way: ['text_message'], safe_to_leave_message: 'no', safe_contact_note: 'Begin with "the library called".',
      safe_contact_times: [{ days: ['monday', 'wednesday'], from: '18:00', until: '20:00' }],
      needs: ['bed_tonight', 'attorney_immigration', 'interpreter'], needs_note: 'A door that locks, and somebody who speaks Spanish.',
      wishes: ['no_police_report', 'no_fee'], near: { area: 'Chicago', latitude: 41.88, longitude: -87.63 },
      children: { no_answer: 'declined' },
    },
  }) as { id: string; person: string };
  const finding = await call('record.create', {
    kind: 'finding', person: contact.person,
    data: {
      age_at_time: 'adult', from: '2019-05', acts: [{ act: 'recruitment', stated: 'yes', basis: ['person_said'] }],
      means: [{ means: 'withholding_of_wages', stated: 'yes', basis: ['person_said', 'document'] },
        { means: 'use_of_force', stated: 'declined' }],
      purposes: [{ purpose: 'forced_labour_or_services', stated: 'yes', basis: ['observed'] }], sector: 'farm_work',
    },
  }) as { id: string };
  await call('record.create', { kind: 'note', person: contact.person, data: { text: 'Asked about the bus to the clinic. Will come on Thursday.' } });
  await call('record.create', { kind: 'legal_note', person: contact.person, data: { matter: 'Wages', text: 'Privileged words.' } });
  const release = await call('release.sign', {
    person: contact.person, recipient: 'Casa Azahar', fields: ['contact.chosen_name', 'contact.needs', 'contact.languages', 'referral.message'],
    purpose: 'to ask for a bed', signed_how: 'on_paper', explained_by: 'Ana', language: 'es', person_is_minor: 'no',
  }) as { id: string };
  const referral = await call('referral.send', { release: release.id, need: 'bed_tonight', message: 'She can come tonight.', call_back: '312 555 0100' }) as { id: string };
  return { person: contact.person, contact: contact.id, finding: finding.id, release: release.id, referral: referral.id };
}
