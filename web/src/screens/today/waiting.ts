// SPDX-License-Identifier: AGPL-3.0-or-later
// What waits, read from the lists of an engine that has no `today` of its own yet.
import { EngineError } from '../../engine/engine';
import type { Referral, TodayItem, TodaySection } from '../../engine/shapes';
import { client } from '../../shell/session';

const soonMs = 7 * 86_400_000;

function item(referral: Referral): TodayItem {
  return {
    record: referral.id, kind: 'referral', title: referral.chosen_name ? `${referral.chosen_name} → ${referral.recipient}` : referral.recipient,
    ...(referral.person ? { person: referral.person } : {}), ...(referral.sent_at ? { since: referral.sent_at } : {}),
  };
}

async function fromLists(now: number): Promise<TodaySection[]> {
  const [out, come, { releases }] = await Promise.all([
    client.referrals({ direction: 'out', limit: 500 }), client.referrals({ direction: 'in', limit: 500 }), client.releases(),
  ]);
  const open = (all: Referral[]) => all.filter((one) => one.state === 'requested').map(item);
  const ending = releases.filter((one) => one.state === 'in_force' && new Date(one.ends).getTime() - now < soonMs);
  return [
    { code: 'answer_awaited', items: open(out.referrals) },
    { code: 'answer_owed', items: open(come.referrals) },
    { code: 'release_ending', items: ending.map((one) => ({
      record: one.id, kind: 'release', person: one.person, title: one.recipient, due: one.ends })) },
  ];
}

export async function readToday(): Promise<TodaySection[]> {
  try {
    return (await client.today()).sections;
  } catch (error) {
    if (error instanceof EngineError && error.field === 'method') return fromLists(Date.now());
    throw error;
  }
}
