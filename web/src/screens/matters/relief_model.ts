// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers to an element: one of the closed set, or an exception that the element names.
import type { ReliefItem, ReliefOption, Standing } from '../../engine/shapes_legal';

export type Choice = Exclude<Standing, 'excepted'> | `excepted:${string}`;

export function choicesOf(item: ReliefItem): Choice[] {
  return ['present', 'missing', ...item.exceptions.map((one): Choice => `excepted:${one.exception}`), 'unknown', 'declined', 'not_asked'];
}

export function choiceOf(item: ReliefItem): Choice {
  if (item.standing === 'excepted') return `excepted:${item.exception ?? ''}`;
  return item.standing ?? 'not_asked';
}

export function answerOf(choice: Choice): { answer: Standing; exception?: string } {
  const [answer, exception] = choice.split(':');
  return exception === undefined ? { answer: choice as Standing } : { answer: answer as Standing, exception };
}

/** Those begun and those looked at, in the order of the table: what is there moves nothing up or down. */
export function shownOptions(options: ReliefOption[], begun: ReliefOption[], looked: string[]): ReliefOption[] {
  return options.flatMap((one) => {
    const known = begun.find((other) => other.option === one.option);
    return known ? [known] : looked.includes(one.option) ? [one] : [];
  });
}
