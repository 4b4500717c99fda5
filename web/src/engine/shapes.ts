// SPDX-License-Identifier: AGPL-3.0-or-later
// What the engine's answers hold where the method list only says "object".
import type { Json } from './api';

export type Person = { chosen_name: string; person: string; records: AmparoRecord[] };

export type Conflict = { field: string; values: ConflictValue[] };
export type ConflictValue = { author: string; revision: string; time: string; value: unknown };

export type AmparoRecord = {
  id: string;
  kind: string;
  person?: string;
  title?: string;
  data: Json;
  conflicts: Conflict[];
  heads: string[];
  sealed: string[];
  erased?: { part?: string; at?: string }[];
  created: string;
  updated: string;
  assessment?: Assessment;
  /** What the ids in it name, as far as the reader may read that. */
  names?: Record<string, string>;
  /** When somebody looks at it again, and until when it is kept longer. */
  review?: { on?: string; kept_until?: string };
  /** The legal holds that stop its erasure. */
  holds?: { id: string; placed_at: string; by: string }[];
};

export type ListedRecord = { id: string; kind: string; person?: string; title: string; created: string; updated: string };

export type Revision = {
  author: string;
  fields: Json;
  op: string;
  part: string;
  revision: string;
  time: string;
};

export type Element = { presence: 'present' | 'absent' | 'not_known'; missing?: string };
export type Definition = { elements: { act: Element; means?: Element; purpose: Element }; outcome: string; rule: string };
export type Assessment = {
  age_at_time: string;
  differ: boolean;
  palermo: Definition;
  us: { labour: Definition; sex: Definition; outcome: string };
};

export type Member = { active: boolean; added: string; member_id: string; name: string; parts: string[]; role: string; you: boolean };

export type SimilarPerson = { chosen_name: string; person: string; record: string; title: string; why: string[] };
export type Hit = { kind: string; person?: string; record: string; title: string; why: string };

export type Option = { code: string; label: string; retired?: boolean };
export type Term = { code: string; labels: Record<string, string>; own?: boolean; retired?: boolean };
export type Vocabulary = { name: string; open: boolean; codes: Term[] };

export type Preferences = { language?: 'en' | 'es' | 'ar'; theme?: 'auto' | 'light' | 'dark'; lock_after?: number; title?: string };
export type Forgotten = {
  erased: { record: string; kind: string; parts: string[]; whole: boolean }[];
  remains: { record?: string; kind: string; why: string; parts?: string[]; until?: string; number?: string; ask?: string }[];
  withdrawn: string[];
  not_held: string[];
  backups: { on: string; kept_where: string }[];
  stopped?: { why: string; mend: string };
};
export type Erased = { erased: { part: string; entries: number }[]; remains: string[] };
export type SuggestedPeriod = { kind: string; part?: string; months: number; now?: number; decided: boolean; why: Record<'en' | 'es', string>; source: Record<'en' | 'es', string> };
export type PastReview = { record: string; kind: string; person?: string; title: string; part?: string; due: string; since: string };
export type Printed = {
  at: string;
  disclosure: string;
  recipient: string;
  fields: Json;
  in_words: { field: string; label: string; value: string }[];
  not_printed: { field: string; why: string }[];
};
export type Condition = { field: string; is?: string[]; answered?: boolean };
export type When = { all: Condition[] } | { any: Condition[] };

export type FieldType =
  | 'text' | 'texts' | 'long_text' | 'integer' | 'decimal' | 'date' | 'partial_date' | 'time' | 'instant' | 'choice'
  | 'choices' | 'yes_no' | 'phone' | 'email' | 'url' | 'language' | 'languages' | 'country' | 'place' | 'link' | 'links'
  | 'group';

export type Field = {
  name: string;
  type: FieldType;
  label: string;
  help?: string;
  part: string;
  required: boolean;
  confidential: boolean;
  options?: Option[];
  vocabulary?: string;
  max_length?: number;
  max_items?: number;
  min?: number;
  max?: number;
  when?: When;
  link?: { to: 'person' | 'record'; kind?: string };
  fields?: Field[];
};

export type Form = {
  name: string;
  version: number;
  label: string;
  about?: string;
  about_person: 'yes' | 'no' | 'optional';
  starts_person: boolean;
  behaviour: boolean;
  title: string;
  fields: Field[];
  no_answers: Option[];
  vocabularies: Record<string, Option[]>;
};

export type ListedForm = {
  form: string;
  label: string;
  label_es?: string;
  made_by_engine: boolean;
  own: boolean;
  version: number;
  fields: number;
};

export type Service = {
  id: string;
  name: string;
  organization: string;
  active: boolean;
  languages: string[];
  needs: string[];
  city?: string;
  latitude?: number;
  longitude?: number;
  last_verified?: string;
};

export type Offer = {
  service: string;
  name: string;
  organization: string;
  place?: string;
  city?: string;
  distance_km?: number;
  last_verified?: string;
  reasons: string[];
  ask: string[];
  shared_languages: string[];
};

export type Excluded = {
  service: string;
  name: string;
  organization: string;
  place?: string;
  city?: string;
  reason: string;
  against: string[];
  last_verified?: string;
};

export type NeedMatch = {
  need: string;
  of: number;
  offered: number;
  offers: Offer[];
  excluded: Excluded[];
  excluded_total: Record<string, number>;
};

export type Release = {
  id: string;
  person: string;
  recipient: string;
  recipient_card?: string;
  service?: string;
  fields: string[];
  purpose: string;
  starts: string;
  ends: string;
  state: string;
  signed_how: string;
  explained_by: string;
  language: string;
  signatory: string;
  signature?: string;
  signature_name?: string;
  signed_at: string;
  withdrawn_at?: string;
};

export type Card = { id: string; organization: string; fingerprint: string };

export type Preview = {
  fields: Json;
  in_force: boolean;
  in_words: { field: string; label: string; value: string }[];
  not_sent: { field: string; why: string }[];
  purpose: string;
  recipient: string;
};

export type Referral = {
  id: string;
  person?: string;
  chosen_name?: string;
  direction: 'in' | 'out';
  how_sent?: string;
  need?: string;
  recipient: string;
  sent_at?: string;
  state: string;
  outcome?: string;
};

export type ReferralStep = { at: string; by: string; event: string; from_state: string; to_state: string; reason?: string };
export type ReferralStatus = Referral & {
  call_back?: string;
  message?: string;
  answer?: string;
  release?: string;
  service?: string;
  decline_reason?: string;
  /** What came in, as it was sent. */
  received?: { fields?: Json; purpose?: string; call_back?: string };
  steps: ReferralStep[];
};

export type Disclosure = {
  id: string;
  at: string;
  by: string;
  how: string;
  fields: string[];
  /** None: the person themself. */
  recipient?: string;
  purpose?: string;
  person?: string;
  release?: string;
  what_left: Json;
};

export type TodayItem = {
  record: string; kind: string; person?: string; title: string; due?: string; since?: string;
  /** What is to be done, where the title is whom it is for. */
  about?: string;
  /** Of a deadline. */
  days_left?: number; what?: string; label?: { en: string; es: string };
};
export type TodaySection = { code: string; items: TodayItem[] };

export type ListedDraft = { draft: string; kind: string; of?: string; saved: string; author?: string; title?: string };
export type Draft = { draft: string; kind: string; of?: string; base?: string[]; person?: string; saved: string; data: Json };

export type VaultInfo = {
  unlocked: boolean;
  organization?: string;
  member?: string;
  member_id?: string;
  role?: string;
  parts?: string[];
  records?: Record<string, number>;
  bytes: number;
  commits: number;
  members: number;
  recovery_kit?: string | null;
  warnings?: string[];
};

export type AuditVerdict = 'consistent' | 'truncated' | 'inconsistent' | 'impossible';
export type AuditClaim = {
  line: number;
  column: number;
  page?: number;
  text: string;
  numerator: number | null;
  denominator: number | null;
  stated: number | null;
  precision: number | null;
  verdict: AuditVerdict;
  nearest: number | null;
  /** The other one, of a mean that can't be. */
  nearest_too?: number;
  is_mean?: boolean;
  reason: string;
};
export type AuditPiece = { text: string; claim: number | null };
/** What `amparo audit --json --with-text` says. */
export type AuditReport = {
  claims: AuditClaim[];
  summary: Record<AuditVerdict, number> & {
    claims: number;
    not_listed: number;
    /** That may follow from weights; in no other number here. */
    weighted: number;
    /** How often two statements could be held against each other. */
    pairs_compared: number;
    findings: { line: number; column: number; page?: number; text: string; kind: string; reason: string }[];
    roundings: ('half_up' | 'half_even' | 'up' | 'truncation')[];
    power: { whole: number; precision: number; possible: number; printable: number } | null;
  };
  text: AuditPiece[];
};
