// SPDX-License-Identifier: AGPL-3.0-or-later
// Which steps the page offers from a state; the engine decides. The table is that of docs/domain/referral.md.
const table: Record<string, string[]> = {
  draft: ['requested', 'entered-in-error'],
  requested: ['accepted', 'rejected', 'cancelled', 'entered-in-error'],
  accepted: ['received', 'not_received', 'in-progress', 'on-hold', 'completed', 'failed', 'cancelled', 'entered-in-error'],
  rejected: ['entered-in-error'],
  cancelled: ['entered-in-error'],
  'in-progress': ['received', 'not_received', 'completed', 'on-hold', 'failed', 'cancelled', 'entered-in-error'],
  'on-hold': ['in-progress', 'completed', 'failed', 'cancelled', 'entered-in-error'],
  failed: ['received', 'not_received', 'entered-in-error'],
  completed: ['received', 'not_received', 'entered-in-error'],
  'entered-in-error': [],
};

const requester = new Set(['requested', 'cancelled', 'received', 'not_received']);
const responder = new Set(['accepted', 'rejected', 'in-progress', 'on-hold', 'failed', 'completed']);
const withReason = new Set(['rejected', 'cancelled', 'on-hold', 'failed', 'entered-in-error', 'not_received']);

export function needsReason(step: string): boolean { return withReason.has(step); }

/** A sealed referral is answered by a file; for a letter we write down what the other side says. */
export function stepsFrom(state: string, direction: 'in' | 'out', howSent: string | undefined): string[] {
  const all = table[state] ?? [];
  if (direction === 'in') return all.filter((step) => !requester.has(step) && step !== 'accepted' && step !== 'rejected');
  return howSent === 'sealed_file' ? all.filter((step) => !responder.has(step)) : all;
}
