// SPDX-License-Identifier: AGPL-3.0-or-later
// A house with rooms, people who stay, one who is held a place, some who wait, and a partner who asked.
import type { Json, Place } from './host';

export type HouseSeed = { house: string; units: Record<string, string>; people: Record<string, string>; stays: Record<string, string> };

/** What must be read on no page but by who opens the house's own record. */
export const address = '1432 Jacaranda Way';

type Call = (method: string, params: Json) => Promise<Json>;

const rooms: [string, Json][] = [
  ['Room 1', { places: 2, offers: ['step_free', 'lock'] }],
  ['Room 2', { places: 4, offers: ['children', 'lock'] }],
  ['Room 3', { places: 1, offers: ['lock', 'private_bath'] }],
  ['Garden room', { places: 3, shared: 'yes', offers: ['pets'] }],
  ['Studio', { places: 2, offers: ['children', 'private_bath'] }],
];

function day(days: number): string { return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10); }

export async function house(place: Place): Promise<HouseSeed> {
  const seed: HouseSeed = { house: '', units: {}, people: {}, stays: {} };
  await place.speak(async (call) => { await fill(call, seed); });
  return seed;
}

async function fill(call: Call, seed: HouseSeed): Promise<void> {
  const made = await call('record.create', { kind: 'house', data: { name: 'Casa Azahar', utc_offset: 0, address, way_in: 'The green gate.' } }) as { id: string };
  seed.house = made.id;
  for (const [name, data] of rooms) {
    const unit = await call('record.create', { kind: 'unit', data: { house: seed.house, name, ...data } }) as { id: string };
    seed.units[name] = unit.id;
  }
  await call('unit.step', { unit: seed.units['Studio'] ?? '', step: 'take_out', reason: 'The boiler is being mended.' });
  for (const name of ['Amina', 'Lucero', 'Josefa', 'Kofi']) {
    const person = await call('record.create', { kind: 'contact', data: { chosen_name: name, needs: ['bed_tonight'] } }) as { person: string };
    seed.people[name] = person.person;
  }
  const stay = async (method: string, name: string, more: Json) => {
    const { id } = await call(method, { person: seed.people[name], ...more }) as { id: string };
    seed.stays[name] = id;
  };
  await stay('stay.start', 'Amina', { places: [seed.units['Room 1']], household: 2, until: day(5) });
  await call('stay.away', { id: seed.stays['Amina'], from: day(2), until: day(3) });
  await stay('stay.start', 'Josefa', { places: [`${seed.units['Garden room']}/2`] });
  await stay('bed.hold', 'Lucero', { places: [seed.units['Room 2']], household: 3, from: day(0), until: day(9), minutes: 200 });
  await call('bed.ask', { person: seed.people['Kofi'], household: 1, wishes: ['private_bath'] });
  await call('bed.ask', { household: 2, urgency: 'nowhere_tonight', urgency_stated_by: 'the hotline' });
  await call('token.take', { household: 2, wishes: ['children'], call_back: '312 555 0144, ask for Rosa' });
  await call('record.create', { kind: 'house_note', data: { text: 'The key of the back door sticks.', house: seed.house } });
  await call('record.create', { kind: 'house_rule', data: { rule: 'Nobody says where the house is.', why: 'So that everybody is safe.', house: seed.house, agreed_on: day(-30), review_on: day(3) } });
  await call('record.create', { kind: 'task', data: { what: 'Bring sheets to the garden room', due_on: day(1) } });
}
