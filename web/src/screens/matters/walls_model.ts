// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is inside a wall, and who would be no more.
import type { Member } from '../../engine/shapes';
import type { Matter } from '../../engine/shapes_legal';

/** The others inside. */
export function insideNow(matter: Matter, members: Member[]): string[] {
  const ids = matter.inside_ids ?? [];
  return members.filter((one) => !one.you && ids.includes(one.member_id)).map((one) => one.member_id);
}

/** Names of those inside now who would be inside no more. */
export function keptOut(matter: Matter, members: Member[], inside: string[]): string[] {
  const stays = new Set([...members.filter((one) => one.you).map((one) => one.member_id), ...inside]);
  return (matter.inside ?? []).filter((_, at) => !stays.has(matter.inside_ids?.[at] ?? ''));
}
