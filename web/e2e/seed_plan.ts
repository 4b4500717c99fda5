// SPDX-License-Identifier: AGPL-3.0-or-later
// A plan of an invented adult, and two last days.
import type { Json, Place } from './host';

export type PlanSeed = { goal: string; deadline: string };

function day(days: number): string { return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10); }

export async function plan(place: Place, person: string): Promise<PlanSeed> {
  const seed: PlanSeed = { goal: '', deadline: '' };
  await place.speak(async (call) => {
    const add = async (kind: string, data: Json) => (await call('record.create', { kind, person, data }) as { id: string }).id;
    await add('person_need', { need: 'income', priority: 'soon', state: 'open' });
    const housing = await add('person_need', { need: 'housing', in_their_words: 'A room with a door that locks.', priority: 'first', state: 'under_way' });
    seed.goal = await add('goal', { goal: 'My own room by the summer', need: housing, look_again_on: day(6), steps: [
      { step: 'See the room in the north', who: 'Ana and Marisol', by: day(3), done: 'yes' }, { step: 'Ask about the deposit', who: 'Ana', by: day(5) }] });
    await add('service_given', { service: 'legal', given_on: day(-2), given_by: 'Ana', detail: 'Went along to the clinic.' });
    await add('task', { what: 'Ask for the school papers', who: 'Ana', due_on: day(2) });
    await add('safety_plan', { made_on: day(-5), warning_signs: 'The same van twice.', what_helps: 'I go into the shop and call.' });
    await add('belonging', { what: 'Blue suitcase', kept_where: 'Store, shelf 2', taken_in_on: day(-4) });
    const kept = await call('deadline.add', { person, rule: 'us_asylum_1yr', facts: { last_arrival: day(-340) } }) as { id: string };
    seed.deadline = kept.id;
    await call('deadline.add', { person, rule: 'other', what: 'Answer to the court', date: day(12) });
  });
  return seed;
}
