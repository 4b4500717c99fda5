// SPDX-License-Identifier: AGPL-3.0-or-later
// The lists that forms choose from, in this organisation's own words: changed, translated, added to, offered no more.
import { useState } from 'preact/hooks';
import type { Term, Vocabulary } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { client, forgetForms, who } from '../../shell/session';
import { coded, language, languages, t } from '../../texts';
import { Answered, Button, Empty, ErrorNotice, Notice, Section, SelectField, Tag, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';

const shownAtMost = 40;

export function labelOf(term: Term): string {
  return term.labels[language.value] ?? term.labels['en'] ?? Object.values(term.labels)[0] ?? term.code;
}

/** A code from words: what is stored stays the same when the words change. */
export function codeOf(words: string): string {
  return words.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 60);
}

export function Words() {
  const [chosen, setChosen] = useState('needs');
  const asked = useAsk(() => client.vocabularies(), [], (event) => event.kind === 'term');
  const may = who.value?.role === 'coordinator';
  return (
    <Answered asked={asked} what={t('words.waiting')}>
      {({ vocabularies }) => {
        const list = vocabularies.find((one) => one.name === chosen);
        return (
          <>
            <Notice><p>{t('words.what')}</p>{!may && <p>{t('words.only_coordinator')}</p>}</Notice>
            <Section title={t('words.title')}>
              <SelectField label={t('words.list')} value={chosen} onChange={setChosen}
                options={vocabularies.map((one) => ({ code: one.name, label: coded('list', one.name) })).sort((a, b) => a.label.localeCompare(b.label, language.value))} />
              {list && <List key={list.name} list={list} may={may} onDone={() => { forgetForms(); asked.again(); }} />}
            </Section>
            {list?.open && may && <AddCode key={`add-${list.name}`} list={list} onDone={() => { forgetForms(); asked.again(); }} />}
            {list && !list.open && may && <p class="small muted">{t('words.closed')}</p>}
          </>
        );
      }}
    </Answered>
  );
}

function List({ list, may, onDone }: { list: Vocabulary; may: boolean; onDone: () => void }) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState('');
  const wanted = text.trim().toLocaleLowerCase(language.value);
  const found = list.codes.filter((term) => wanted === '' || labelOf(term).toLocaleLowerCase(language.value).includes(wanted));
  return (
    <>
      {list.codes.length > shownAtMost && <TextField label={t('choose.search')} type="search" value={text} onInput={setText} />}
      {found.length === 0 && <Empty>{t('words.none')}</Empty>}
      {found.length > shownAtMost && <p class="small muted">{t('words.some', { n: shownAtMost })}</p>}
      <ul class="stack-small">
        {found.slice(0, shownAtMost).map((term) => (
          <li key={term.code} class="group-item">
            <div class="group-head">
              <p><bdi class="strong">{labelOf(term)}</bdi> {term.own && <Tag kind="accent">{t('forms.own')}</Tag>} {term.retired && <Tag>{t('words.retired')}</Tag>}</p>
              {may && (
                <Button kind="quiet" expanded={open === term.code} label={t('words.change_of', { what: labelOf(term) })}
                  onClick={() => setOpen(open === term.code ? '' : term.code)}>{t('do.change')}</Button>
              )}
            </div>
            {open === term.code && <Change list={list} term={term} onDone={() => { setOpen(''); onDone(); }} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Change({ list, term, onDone }: { list: Vocabulary; term: Term; onDone: () => void }) {
  const [labels, setLabels] = useState<Record<string, string>>(term.labels);
  const [error, setError] = useState<unknown>(null);
  const save = async (retired: boolean) => {
    setError(null);
    try {
      const said = Object.fromEntries(Object.entries(labels).filter(([, words]) => words.trim() !== ''));
      await client.setTerm({ vocabulary: list.name, code: term.code, labels: said, retired });
      say(t('words.saved'));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void save(term.retired === true); }}>
      {languages.map((one) => (
        <TextField key={one.code} label={one.name} value={labels[one.code] ?? ''} onInput={(words) => setLabels({ ...labels, [one.code]: words })} />
      ))}
      <ErrorNotice error={error} />
      <div class="actions">
        <Button kind="primary" type="submit" icon="check">{t('do.save')}</Button>
        {list.open && <Button onClick={() => void save(term.retired !== true)}>{t(term.retired ? 'words.offer' : 'words.retire')}</Button>}
      </div>
      {list.open && <p class="small muted">{t('words.retire_what')}</p>}
    </form>
  );
}

function AddCode({ list, onDone }: { list: Vocabulary; onDone: () => void }) {
  const [words, setWords] = useState('');
  const [bad, setBad] = useState('');
  const [error, setError] = useState<unknown>(null);
  const add = async () => {
    setError(null);
    const code = codeOf(words) || `own_${list.codes.length + 1}`;
    const taken = list.codes.some((term) => term.code === code);
    setBad(words.trim() === '' ? t('check.needed') : taken ? t('words.taken') : '');
    if (words.trim() === '' || taken) return;
    try {
      await client.setTerm({ vocabulary: list.name, code, labels: { [language.value]: words.trim() }, retired: false });
      say(t('words.added', { what: words.trim() }));
      setWords('');
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('words.add')}>
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <TextField label={t('words.words')} help={t('words.add_help')} value={words} onInput={setWords} error={bad || undefined} />
        <ErrorNotice error={error} />
        <div><Button kind="primary" type="submit" icon="plus">{t('words.add')}</Button></div>
      </form>
    </Section>
  );
}
