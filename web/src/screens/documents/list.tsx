// SPDX-License-Identifier: AGPL-3.0-or-later
// The documents of a matter, or a person's own papers, and adding one: picked, or dropped on the page. It is sealed before it is kept.
import { useRef, useState } from 'preact/hooks';
import type { Document } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import type { Papers } from '../../shell/router';
import { go } from '../../shell/router';
import { language, number, t } from '../../texts';
import { useDrop } from '../../ui/drop';
import { FileField } from '../../ui/file_field';
import { Answered, Button, Empty, ErrorNotice, Notice, Row, Section, Tag } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { whenWords } from '../../words/dates';
import { sizeWords } from './documents_model';
import type { About } from './files';
import { documentsOf, keepFile } from './files';

const isOfDocuments = (kind: string | undefined): boolean => /^(person_)?document/.test(kind ?? '');

export function Documents({ about }: { about: Papers }) {
  const own = 'person' in about && about.personal === true;
  const asked = useAsk(() => documentsOf(about), [JSON.stringify(about), language.value], (event) => event.event === 'record.changed' && isOfDocuments(event.kind));
  return (
    <Answered asked={asked} what={t('document.waiting')}>
      {(shown) => (
        <Section title={t(own ? 'paper.all' : 'document.all')} count={shown.length}
          actions={(
            <>
              {!own && <Button icon="edit" onClick={() => void go({ screen: 'template', about })}>{t('template.fill')}</Button>}
              {shown.length > 0 && <Button icon="file" onClick={() => void go({ screen: 'packet', about })}>{t('packet.title')}</Button>}
            </>
          )}>
          {own && <p class="small muted">{t('paper.what')}</p>}
          {shown.length === 0 && <Empty>{t(own ? 'paper.none' : 'document.none')}</Empty>}
          <ul class="rows">{shown.map((one) => <DocumentRow key={one.id} document={one} />)}</ul>
          <AddFiles about={about} onKept={asked.again} />
        </Section>
      )}
    </Answered>
  );
}

function DocumentRow({ document: one }: { document: Document }) {
  return (
    <Row icon="file" onClick={() => void go({ screen: 'document', id: one.id })} title={<bdi>{one.name}</bdi>}
      detail={<bdi>{[sizeWords(one.bytes), t('document.added_by', { name: one.added_by, when: whenWords(one.added_at) }), one.from_whom ?? '', one.about ?? ''].filter(Boolean).join(' · ')}</bdi>}
      end={one.version > 1 && <Tag>{t('document.version', { n: one.version })}</Tag>} />
  );
}

type Going = { name: string; done: number };

/** One after another; the one under way can be given up. */
export function AddFiles({ about, onKept, single = false, label }: { about: About; onKept: (document: Document) => void; single?: boolean; label?: string }) {
  const [going, setGoing] = useState<Going | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef(false);
  const take = async (files: File[]) => {
    if (going !== null) return;
    stop.current = false;
    setError(null);
    try {
      for (const file of single ? files.slice(0, 1) : files) {
        setGoing({ name: file.name, done: 0 });
        const kept = await keepFile(file, about, (done) => setGoing({ name: file.name, done }), () => stop.current);
        if (kept === null) break;
        say(t('document.kept', { name: kept.name }));
        onKept(kept);
      }
    } catch (problem) {
      setError(problem);
    } finally {
      setGoing(null);
    }
  };
  const over = useDrop((files) => void take(files));
  return (
    <div class="stack-small no-print">
      <div class={over ? 'drop drop-over' : 'drop'}>
        <FileField label={label ?? t(single ? 'document.add_version' : 'document.add')} help={t('document.add_what')} multiple={!single} onFiles={(files) => void take(files)} />
        <p class="small muted">{t('document.drop')}</p>
      </div>
      {going && (
        <Notice live title={t('document.sealing', { name: going.name, percent: number(going.done * 100) })}>
          <div><Button kind="quiet" onClick={() => { stop.current = true; }}>{t('document.give_up')}</Button></div>
        </Notice>
      )}
      <ErrorNotice error={error} />
    </div>
  );
}
