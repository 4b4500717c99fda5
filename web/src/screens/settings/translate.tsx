// SPDX-License-Identifier: AGPL-3.0-or-later
// A form of one's own in another language: every sentence beside its translation; saved as the next version.
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import { useAsk } from '../../shell/ask';
import { client, forgetForms } from '../../shell/session';
import { languages, t } from '../../texts';
import { Answered, Button, ErrorNotice, Section, SelectField, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';

export type Sentence = { path: (string | number)[]; words: Record<string, string> };

/** Every `labels`, `help` and `about` of a declaration, with where it stands. */
export function sentences(node: unknown, path: (string | number)[] = []): Sentence[] {
  if (Array.isArray(node)) return node.flatMap((one, index) => sentences(one, [...path, index]));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    (name === 'labels' || name === 'help' || name === 'about'
      ? [{ path: [...path, name], words: value as Record<string, string> }] : sentences(value, [...path, name])));
}

export function withWords(declaration: Json, path: (string | number)[], language: string, text: string): Json {
  const copy = structuredClone(declaration);
  let node: unknown = copy;
  for (const step of path) node = (node as Record<string | number, unknown>)[step];
  const words = node as Record<string, string>;
  if (text === '') delete words[language];
  else words[language] = text;
  return copy;
}

async function declarationOf(kind: string): Promise<Json> {
  const { records } = await client.records({ kind: 'form_declaration', limit: 1000 });
  for (const listed of records) {
    const record = await client.record(listed.id);
    if (record.data['form_name'] === kind) return JSON.parse(String(record.data['declaration'])) as Json;
  }
  throw new Error('the declaration is not in this vault');
}

export function Translate({ kind, onDone }: { kind: string; onDone: () => void }) {
  const asked = useAsk(() => declarationOf(kind), [kind]);
  return (
    <Section title={t('forms.translate')}>
      <Answered asked={asked} what={t('form.opening')}>{(declared) => <Translating declared={declared} onDone={onDone} />}</Answered>
    </Section>
  );
}

function Translating({ declared, onDone }: { declared: Json; onDone: () => void }) {
  const [draft, setDraft] = useState<Json>(declared);
  const [into, setInto] = useState<string>('es');
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      const added = await client.addForm({ ...draft, version: Number(declared['version'] ?? 1) + 1 });
      forgetForms();
      say(t('forms.added', { name: added.form ?? '', n: added.version ?? 1 }));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <SelectField label={t('forms.into')} value={into} onChange={setInto}
        options={languages.map((one) => ({ code: one.code as string, label: one.name }))} />
      {sentences(draft).map(({ path, words }) => {
        const other = Object.entries(words).find(([code]) => code !== into);
        return (
          <TextField key={path.join('.')} label={other?.[1] ?? path.join('.')} value={words[into] ?? ''}
            onInput={(text) => setDraft(withWords(draft, path, into, text))} />
        );
      })}
      <ErrorNotice error={error} />
      <div class="actions">
        <Button kind="primary" type="submit" icon="check">{t('forms.save_version')}</Button>
        <Button onClick={onDone}>{t('do.cancel')}</Button>
      </div>
    </form>
  );
}
