// SPDX-License-Identifier: AGPL-3.0-or-later
// One document: what it is, its versions and who had it; looked at inside the page, or taken out as a file. Both are written down.
import { useState } from 'preact/hooks';
import type { Custody, DocumentShown } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import type { Route } from '../../shell/router';
import { go, replace } from '../../shell/router';
import { client, mayReadPapers, who } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { saveFile } from '../../ui/files';
import { Answered, Button, Notice, Screen, Section, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { whenWords } from '../../words/dates';
import { Sealed } from '../matters/pieces';
import { sizeWords } from './documents_model';
import { takeFile } from './files';
import { Filled } from './filled';
import { AddFiles } from './list';
import { MadeHow } from './made';
import { Preview } from './preview';
import { canRedact } from './redact_model';

export function DocumentScreen({ id }: { id: string }) {
  const may = mayReadPapers();
  const asked = useAsk(async () => {
    if (!may) return null;
    const [document, { custody }] = await Promise.all([client.document(id), client.custody(id)]);
    return { document, custody };
  }, [id, language.value], (event) => event.event === 'record.changed');
  const data = asked.value;
  return (
    <Screen title={data ? data.document.name : t('document.one')} wide
      actions={data && <Where document={data.document} />}>
      {!may && <div class="card"><Sealed /></div>}
      {may && (
        <Answered asked={asked} what={t('document.waiting')}>
          {(known) => known && (
            <>
              <Facts document={known.document} />
              <Preview document={known.document} />
              {known.document.made_of && <Filled made={known.document.made_of} />}
              <MadeHow document={known.document} />
              <Versions document={known.document} />
              <History custody={known.custody} />
            </>
          )}
        </Answered>
      )}
    </Screen>
  );
}

function Where({ document: one }: { document: DocumentShown }) {
  if (one.matter !== undefined) return <Button icon="matter" onClick={() => void go({ screen: 'matter', id: one.matter ?? '' })}>{t('matter.one')}</Button>;
  if (one.person === undefined) return null;
  return <Button icon="people" onClick={() => void go(ofPerson(one))}><bdi>{one.chosen_name || t('people.no_name')}</bdi></Button>;
}

const ofPerson = (one: DocumentShown): Route => ({ screen: 'person', person: one.person ?? '', view: one.personal ? 'papers' : 'matters' });

function Facts({ document: one }: { document: DocumentShown }) {
  const [asking, setAsking] = useState<'save' | 'erase' | null>(null);
  const close = () => setAsking(null);
  const facts: [string, string | undefined][] = [
    [t('document.about'), one.about], [t('document.from_whom'), one.from_whom], [t('document.type'), one.type], [t('document.size'), sizeWords(one.bytes)],
    [t('document.added'), t('document.added_by', { name: one.added_by, when: whenWords(one.added_at) })], [t('document.hash'), one.hash],
  ];
  return (
    <Section title={t('document.what')}
      actions={(
        <>
          {canRedact(one.type) && <Button icon="edit" onClick={() => void go({ screen: 'redact', id: one.id })}>{t('redact.title')}</Button>}
          <Button icon="file" onClick={() => setAsking('save')}>{t('document.save')}</Button>
          {who.value?.role === 'coordinator' && <Button kind="danger" onClick={() => setAsking('erase')}>{t('record.erase')}</Button>}
        </>
      )}>
      <dl class="facts">{facts.map(([what, value]) => value && <div key={what}><dt>{what}</dt><dd><bdi>{value}</bdi></dd></div>)}</dl>
      {asking === 'save' && <SaveDialog document={one} onClose={close} />}
      {asking === 'erase' && <EraseDialog document={one} onClose={close} />}
    </Section>
  );
}

function SaveDialog({ document: one, onClose }: { document: DocumentShown; onClose: () => void }) {
  const [why, setWhy] = useState('');
  const { error, working, take } = useStep();
  const save = () => take(async () => {
    saveFile(one.name, await takeFile(one.id, why.trim()), 'application/octet-stream');
    say(t('document.saved'));
    onClose();
  });
  return (
    <FormDialog title={t('document.save')} action={t('document.save')} onClose={onClose} onDone={() => void save()} error={error} working={working}>
      <Notice kind="warn"><p>{t('document.save_what')}</p></Notice>
      <TextField label={t('document.why')} value={why} onInput={setWhy} />
    </FormDialog>
  );
}

function EraseDialog({ document: one, onClose }: { document: DocumentShown; onClose: () => void }) {
  const [basis, setBasis] = useState('');
  const { error, working, take } = useStep();
  const erase = () => take(async () => {
    await client.eraseDocument(one.id, basis.trim());
    say(t('record.was_erased'));
    await replace(one.matter !== undefined ? { screen: 'matter', id: one.matter } : one.person !== undefined ? ofPerson(one) : { screen: 'matters' });
  });
  return (
    <FormDialog title={t('record.erase_title', { what: one.name })} action={t('record.erase')} onClose={onClose} onDone={() => void erase()} error={error}
      working={working || basis.trim() === ''} danger>
      <p>{t('record.erase_what')}</p>
      <TextField label={t('record.basis')} value={basis} onInput={setBasis} help={t('record.basis_help')} />
    </FormDialog>
  );
}

function Versions({ document: one }: { document: DocumentShown }) {
  return (
    <Section title={t('document.versions')} count={one.versions.length}>
      <ul class="stack-small">
        {one.versions.map((version) => (
          <li key={version.id}>
            {version.id === one.id ? <span class="strong">{t('document.version', { n: version.version })}</span>
              : <button type="button" class="link" onClick={() => void go({ screen: 'document', id: version.id })}>{t('document.version', { n: version.version })}</button>}
            {' '}<bdi class="small muted">{version.name} · {whenWords(version.added_at)}</bdi>
          </li>
        ))}
      </ul>
      <AddFiles about={{ version_of: one.id }} single onKept={(kept) => void replace({ screen: 'document', id: kept.id })} />
    </Section>
  );
}

function History({ custody }: { custody: Custody[] }) {
  return (
    <Section title={t('document.custody')} count={custody.length}>
      <p class="small muted">{t('document.custody_what')}</p>
      <ol class="stack-small">
        {custody.map((line, at) => (
          <li key={at}>
            <bdi><span class="strong">{coded('document.did', line.what)}</span> · {t('record.said_by', { name: line.by, when: whenWords(line.at) })} · {t('document.version', { n: line.version })}</bdi>
            {line.why && <p class="small muted" dir="auto">{line.why}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
