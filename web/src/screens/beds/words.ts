// SPDX-License-Identifier: AGPL-3.0-or-later
// Codes of beds in words, from the forms that declare them.
import type { Form, Option } from '../../engine/shapes';
import type { BoardSpan } from '../../engine/shapes_shelter';
import { form } from '../../shell/session';
import { list, plural, t } from '../../texts';
import { dateWords } from '../../words/dates';
import { minutesLeft, nightsAway } from './board_model';

export type BedWords = { stay: Form; request: Form; wishes: Option[]; reasons: Option[]; steps: Option[] };

export async function bedWords(): Promise<BedWords> {
  const [stay, request, unitStep] = await Promise.all([form('stay'), form('bed_request'), form('unit_step')]);
  const named = (from: Form, vocabulary: string) => (from.vocabularies[vocabulary] ?? []).filter((option) => !option.retired);
  return { stay, request, wishes: named(request, 'bed_wishes'), reasons: named(request, 'turned_away_reasons'), steps: named(unitStep, 'unit_steps') };
}

export function labelIn(options: Option[], code: string): string {
  return options.find((option) => option.code === code)?.label ?? code.replace(/_/g, ' ');
}

/** How many, and what they asked for. */
export function askedFor(household: number, wishes: string[], options: Option[]): string {
  const people = plural('bed.people', household);
  return wishes.length === 0 ? people : `${people} · ${list(wishes.map((wish) => labelIn(options, wish)))}`;
}

/** What is said of a stay by name, and what a screen reader says of it. */
export function chipWords(span: BoardSpan, now: number): { name: string; state: string; more: string[] } {
  const state = span.state === 'held'
    ? t('bed.held_for', { time: plural('bed.minutes', minutesLeft(span.hold_until ?? '', now)) }) : t('bed.state.occupied');
  const away = nightsAway(span);
  return {
    name: span.chosen_name || t('bed.somebody'), state,
    more: [
      ...(span.household > 1 ? [plural('bed.people', span.household)] : []),
      ...(away > 0 ? [plural('bed.nights_away', away)] : []),
      ...(span.disputed ? [t('bed.disputed')] : []),
    ],
  };
}

export function spanWords(from: string, until: string, goesOn: boolean): string {
  return goesOn ? t('bed.from', { from: dateWords(from) }) : t('bed.from_until', { from: dateWords(from), until: dateWords(until) });
}
