// SPDX-License-Identifier: AGPL-3.0-or-later
// What the engine answers about beds, stays, a person's copy and deadlines.
export type Nights = { from: string; until: string };
export type PlaceState = 'accepting' | 'preparing' | 'held' | 'occupied' | 'out_of_service' | 'closed';
export type UnitStep = 'ready' | 'prepare' | 'take_out' | 'bring_back' | 'close' | 'reopen';

export type BoardSpan = Nights & {
  goes_on: boolean;
  state: 'held' | 'occupied';
  household: number;
  hold_until?: string;
  disputed?: boolean;
  away?: Nights[];
  stay?: string;
  person?: string;
  chosen_name?: string;
};

export type BoardRow = {
  unit: string;
  place: string;
  name: string;
  house: string;
  house_name: string;
  sleeps: number;
  state: PlaceState;
  spans: BoardSpan[];
};

export type NightCount = { night: string; occupied: number; held: number; free: number; out: number };
export type Displaced = { name: string; from: string; obstacle: string; stay?: string; chosen_name?: string };
export type Board = { first: string; tonight: string; nights: number; rows: BoardRow[]; counts: NightCount[]; displaced: Displaced[] };

export type FreePlace = { place: string; places?: string[]; name: string };
export type Stay = {
  id: string;
  in_force: boolean;
  disputed: boolean;
  state: 'held' | 'staying' | 'left' | 'ended';
  household: number;
  hold_until?: string;
  arrived_at?: string;
  left_on?: string;
  away?: Nights[];
  places: (FreePlace & { from: string; until?: string; ended: boolean })[];
  person?: string;
  chosen_name?: string;
  /** It lost its place to somebody else, and these are free for it. */
  obstacle?: string;
  instead?: FreePlace[];
};

export type Unit = {
  unit: string;
  name: string;
  house: string;
  house_name: string;
  sleeps: number;
  shared: boolean;
  offers: string[];
  places: (FreePlace & { state: PlaceState })[];
};

export type BedOffer = Omit<Unit, 'places'> & { places: string[] };
export type BedsFound = { offers: BedOffer[]; together: string[]; excluded: { unit: string; name: string; why: string; wish?: string }[]; units: number };

export type WaitingRow = {
  id: string;
  asked_at: string;
  household: number;
  wishes: string[];
  because: 'urgent_now' | 'must_leave_by' | 'asked_at';
  leave_by?: string;
  urgency?: string;
  urgency_stated_by?: string;
  person?: string;
  chosen_name?: string;
  places: string[];
};
export type WaitingList = { waiting: WaitingRow[]; asked: number; people_asked: number; people_turned_away: number; became: Record<string, number>; turned_away: Record<string, number> };

export type Handover = {
  night: string; ends: string;
  counts: NightCount;
  places: {
    name: string; house_name: string; state: PlaceState; household?: number; chosen_name?: string; hold_until?: string;
    disputed?: boolean; comes_tomorrow?: boolean; leaves?: string; away_tonight?: boolean;
  }[];
  displaced: Displaced[];
  notes: { at: string; id?: string; text?: string }[];
  incidents: { at: string; id?: string; text?: string }[];
  without_names: boolean;
};

export type Token = {
  id: string;
  ended: 'open' | 'accepted' | 'turned_down' | 'ran_out';
  code: string;
  household: number;
  wishes?: string[];
  call_back?: string;
  asked_at: string;
  expires_at: string;
  answered_at?: string;
  decline_reason?: string;
};

export type OwnCopy = {
  person: string;
  chosen_name: string;
  language: string;
  made: string;
  sections: { kind: string; title: string; items: { label: string; value: string }[][] }[];
  sealed: string[];
};

export type Words = { en: string; es: string };
export type DeadlineFact = { name: string; type: 'date' | 'yes_no' | 'periods'; required: boolean; label: Words };
export type DeadlineRule = {
  rule: string;
  version: number;
  jurisdiction: string;
  label: Words;
  text: Words;
  cite: string;
  as_of: string;
  reading: string;
  verified_by: string;
  verified_on: string;
  means: string;
  facts: DeadlineFact[];
  exceptions: Words[];
  convention?: Words;
  warn_days: number[];
};
export type DeadlineStep = { code: string; words: Words };
export type Counted = DeadlineRule & { date: string; is_convention: boolean; not_known: string[]; steps: DeadlineStep[] };

export type Deadline = {
  id: string;
  rule: string;
  what?: string;
  person?: string;
  matter?: string;
  label?: Words;
  cite?: string;
  as_of?: string;
  verified_on?: string;
  /** Without it, the date is sealed to the reader. */
  date?: string;
  act_by?: string;
  counted?: string;
  document_date?: string;
  reason?: string;
  note?: string;
  done?: boolean;
  days_left?: number;
  urgency?: string;
  rule_changed?: { kept: string; now: string; kept_version: number; now_version: number };
  facts?: Record<string, unknown>;
  steps?: DeadlineStep[];
};
