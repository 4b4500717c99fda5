// SPDX-License-Identifier: AGPL-3.0-or-later
// Which of the claims and of the words are shown.
import type { AuditClaim, AuditPiece, AuditVerdict } from '../../engine/shapes';
import { number, placed, t } from '../../texts';

export type Wanted = 'all' | 'bad' | AuditVerdict;

/** A page with more than this of a report's words would be slow to scroll; the marked copy has them all. */
export const wordsShownMax = 400_000;

/** By their number: it is what the marks in the words are named after. */
export function chosen(claims: AuditClaim[], wanted: Wanted): number[] {
  const numbers = claims.map((_, at) => at);
  if (wanted === 'all') return numbers;
  return numbers.filter((at) => (wanted === 'bad' ? claims[at]?.verdict !== 'consistent' : claims[at]?.verdict === wanted));
}

export function shownPieces(pieces: AuditPiece[], max = wordsShownMax): AuditPiece[] {
  let length = 0;
  const end = pieces.findIndex((piece) => (length += piece.text.length) > max);
  return end < 0 ? pieces : pieces.slice(0, end);
}

/** A form feed divides pages of a PDF; it has no look of its own. */
export function bareWords(text: string): string { return text.replaceAll('\f', '\n\n'); }

/** With the places that were printed, and its sign; a mean has none. */
function figureText(claim: AuditClaim, figure: number): string {
  const text = claim.precision === null ? number(figure, 4) : placed(figure, claim.precision);
  return claim.is_mean ? text : t('audit.percent', { n: text });
}

/** What should stand there; two where a mean lies between them. */
export function nearestRight(claim: AuditClaim): string {
  if (claim.nearest === null) return '';
  const nearest = figureText(claim, claim.nearest);
  return claim.nearest_too === undefined ? nearest : t('audit.or', { one: nearest, other: figureText(claim, claim.nearest_too) });
}

/** "5 of 21, 23%": what was understood, in figures. */
export function readAs(claim: AuditClaim): string {
  const { numerator: part, denominator: whole, stated } = claim;
  const counts = part !== null && whole !== null ? t('audit.part_of', { part: number(part), whole: number(whole) })
    : whole !== null ? t('audit.whole_only', { whole: number(whole) }) : part !== null ? `n = ${number(part)}` : '';
  const figure = stated === null ? '' : figureText(claim, stated);
  return [counts, figure].filter(Boolean).join(', ');
}
