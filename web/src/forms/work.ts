// SPDX-License-Identifier: AGPL-3.0-or-later
// The work of filling in a form: what stands in it, its draft, what is wrong with it, and handing it in.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Json } from '../engine/api';
import { EngineError } from '../engine/engine';
import type { AmparoRecord, Assessment, Conflict, Form } from '../engine/shapes';
import { useAsk } from '../shell/ask';
import type { Asked } from '../shell/ask';
import { client, errorWords, form as formOf, onEvent } from '../shell/session';
import { language } from '../texts';
import type { Problems } from './check';
import { check } from './check';
import type { KeptDraft } from './draft';
import { useDraft } from './draft';
import { changed, handedIn } from './values';

export type Begun = { form: Form; record: AmparoRecord | null; values: Json; base: string[]; fromDraft: boolean };
export type Done = { id: string; person?: string; conflicts: Conflict[]; assessment?: Assessment; before: Json; after: Json };
type About = { kind: string; person?: string; record?: string; draft?: string; given?: Json };

/** The form, the record it changes, and the draft it goes on with. Asked again when the language changes. */
export function useBegun({ kind, record, draft, given }: About): Asked<Begun> {
  return useAsk(async () => {
    const [form, old, kept] = await Promise.all([
      formOf(kind),
      record === undefined ? null : client.record(record),
      draft === undefined ? null : client.draft(draft),
    ]);
    const of = kept?.of !== undefined && old === null ? await client.record(kept.of) : old;
    return {
      form, record: of, values: kept?.data ?? of?.data ?? given ?? {}, base: kept?.base ?? of?.heads ?? [], fromDraft: kept !== null,
    };
  }, [kind, record, draft, language.value]);
}

function pathOf(field: string): string {
  return field.replace(/^data\.?/, '').replace(/\[(\d+)\]/g, '.$1');
}

export type Work = {
  values: Json;
  set: (values: Json) => void;
  problems: Problems;
  round: number;
  error: unknown;
  working: boolean;
  draft: KeptDraft;
  /** Somebody else changed the record since we began. */
  changedElsewhere: boolean;
  handIn: (more?: Json) => Promise<Done | null>;
};

export function useWork(begun: Begun, about: About): Work {
  const [values, setValues] = useState<Json>(begun.values);
  const [touched, setTouched] = useState(begun.fromDraft);
  const [problems, setProblems] = useState<Problems>({});
  const [round, setRound] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [changedElsewhere, setElsewhere] = useState(false);
  const own = useRef(false);
  const record = begun.record?.id;

  const what = { kind: about.kind, ...(about.person ? { person: about.person } : {}),
    ...(record ? { of: record, base: begun.base } : {}) };
  const draft = useDraft(what, values, touched, about.draft);

  useLayoutEffect(() => (record === undefined ? undefined : onEvent((event) => {
    if (event.event === 'record.changed' && event.id === record && !own.current) setElsewhere(true);
  })), [record]);

  const set = (next: Json) => {
    setValues(next);
    setTouched(true);
    if (round > 0) setProblems(check(begun.form.fields, next));
  };

  const refuse = (found: Problems) => {
    setProblems(found);
    setRound((n) => n + 1);
  };

  const make = async (more: Json, id: string | undefined): Promise<Done> => {
    const kept = id === undefined ? {} : { draft: id };
    if (begun.record) {
      const data = changed(begun.form.fields, begun.record.data, values);
      const answer = await client.update({ id: begun.record.id, data, parents: begun.base, ...kept });
      const before = Object.fromEntries(Object.keys(data).map((name) => [name, begun.record?.data[name] ?? null]));
      return { ...answer, ...(begun.record.person ? { person: begun.record.person } : {}), before, after: data };
    }
    const data = handedIn(begun.form.fields, values);
    const person = about.person === undefined ? {} : { person: about.person };
    const answer = await client.create({ kind: about.kind, data, ...person, ...kept, ...more });
    return { ...answer, conflicts: [], before: {}, after: data };
  };

  const handIn = async (more: Json = {}): Promise<Done | null> => {
    const found = check(begun.form.fields, values);
    if (Object.keys(found).length > 0) {
      refuse(found);
      return null;
    }
    setWorking(true);
    setError(null);
    own.current = true;
    try {
      return await draft.handIn((id) => make(more, id));
    } catch (problem) {
      own.current = false;
      const path = problem instanceof EngineError ? pathOf(problem.field) : '';
      const known = begun.form.fields.some((field) => field.name === path.split('.')[0]);
      if (known) refuse({ [path]: errorWords(problem) });
      else setError(problem);
      return null;
    } finally {
      setWorking(false);
    }
  };

  return { values, set, problems, round, error, working, draft, changedElsewhere, handIn };
}
