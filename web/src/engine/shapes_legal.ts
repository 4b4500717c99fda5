// SPDX-License-Identifier: AGPL-3.0-or-later
// What the engine answers about legal matters, walls, relief options, holds and requests.
import type { Words } from './shapes_shelter';

export type Matter = {
  id: string;
  number: string;
  title: string;
  area: string;
  jurisdiction?: string;
  state: 'open' | 'closed';
  opened_on: string;
  responsible: string;
  responsible_name: string;
  person: string;
  chosen_name: string;
  round_minutes?: number;
  round?: Rounding;
  closed_on?: string;
  outcome?: string;
  closing_code?: string;
  note?: string;
  /** Without it there is no wall. */
  inside?: string[];
  /** Their ids, in the order of the names. */
  inside_ids?: string[];
};
export type Rounding = 'up' | 'nearest' | 'down';

export type Party = { id: string; name: string; role: string; aliases?: string[]; phones?: string[]; note?: string };
export type Met = { number: string; ask?: string };
export type Check = { id: string; met: boolean; matters: Met[]; by: string; at: string; cleared_by?: string; cleared_at?: string; reason?: string };
export type MatterShown = Matter & { parties: Party[]; checks: Check[]; records: { record: string; kind: string; title: string }[] };

export type Wall = { id: string; number: string; inside: string[]; open_to_you: boolean };
export type MatterTime = {
  entries: number;
  without_time: number;
  minutes: number;
  counted: number;
  round_minutes: number;
  round: Rounding;
  by: Record<string, number>;
  activities: Record<string, number>;
};

export type Standing = 'present' | 'missing' | 'excepted' | 'unknown' | 'declined' | 'not_asked';
export type ReliefItem = {
  item: string;
  label: Words;
  cite: string;
  evidence: boolean;
  cooperation: boolean;
  exceptions: { exception: string; label: Words; cite: string }[];
  standing?: Standing;
  exception?: string;
  note?: string;
};
export type ReliefOption = {
  option: string;
  jurisdiction: string;
  label: Words;
  about: Words;
  decides: Words;
  cite: string;
  as_of: string;
  reading: string;
  verified_by: string;
  verified_on: string;
  items: ReliefItem[];
};

export type Hold = {
  id: string;
  placed_at: string;
  by: string;
  record_id?: string;
  person_id?: string;
  chosen_name?: string;
  why?: string;
  lifted_at?: string;
  lifted_by?: string;
  lifted_why?: string;
};

export type RequestCount = {
  year: string;
  received: number;
  instruments: Record<string, number>;
  decisions: Record<string, number>;
  left_under: Record<string, number>;
  something_left: number;
  without_basis: number;
  person_told: number;
  not_answered: number;
  not_counted: number;
};

export type Document = {
  id: string;
  name: string;
  about?: string;
  from_whom?: string;
  type: string;
  bytes: number;
  hash: string;
  version: number;
  version_of?: string;
  matter?: string;
  person?: string;
  /** A paper of the person's own, of no matter. */
  personal?: boolean;
  chosen_name?: string;
  added_by: string;
  added_at: string;
};
export type DocumentShown = Document & {
  versions: { id: string; version: number; name: string; added_at: string }[]; made_of?: MadeOf; made_how?: string; made_from?: string[]; made?: Made;
};
export type Custody = { what: string; by: string; at: string; why?: string; version: number };
/** Text, or bytes of a picture or a PDF; neither: it isn't shown. */
export type DocumentPreview = { type: string; shown: boolean; is_whole: boolean; text?: string; data?: string };

export type TemplateChoice = { samples: { sample: string; language: 'en' | 'es'; label?: { en: string; es: string } }[]; templates: Document[] };
export type PlaceSource = { record: string; kind: string; field: string; part: string; revision?: string; at?: string; form?: string; label?: string };
/** A place of a template: what it will say and where that comes from, or why there is nothing. */
export type Place = {
  name: string; state: string; how: 'record' | 'typed' | 'blank' | 'missing'; list: boolean; sources: PlaceSource[];
  label?: string; group?: string; text?: string; nearest?: string;
};
export type TemplateShown = { name: string; places: Place[]; missing: number };
export type FilledPlace = { name: string; label?: string; how: Place['how']; sources: PlaceSource[]; stale: boolean; state_now?: string };
export type MadeOf = { language: string; places: FilledPlace[]; stale: number };

/** In points. */
export type PageSize = { width: number; height: number; words: number };
export type PageShown = { page: number; data: string; text: string };
export type RedactReason = 'privilege' | 'third_party' | 'safety' | 'identifier' | 'order' | 'other';
export type RedactKind = 'phone' | 'email' | 'a_number' | 'date';
/** Words, a kind of words, or a rectangle of a page. */
export type RedactMark = {
  reason: RedactReason; phrase?: string; kind?: RedactKind; page?: number; left?: number; top?: number; right?: number; bottom?: number;
};
export type MarkBox = { page: number; left: number; top: number; right: number; bottom: number };
export type MarkHit = { mark: number; page: number; before: string; hit: string; after: string; boxes: MarkBox[] };
export type MarksFound = { pages: number; count: number; hits: MarkHit[]; missing: { mark: number; inside_others: number }[]; without_words: number[] };
export type PacketPlan = { title: string; exhibits: { document: string; title: string; version: number }[] };
export type Made = { packet?: PacketPlan; newer?: { exhibit: string; document: string; newest: string }[]; redacted?: { reason: RedactReason; times: number; pages: string }[] };
