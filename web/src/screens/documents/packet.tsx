// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents of one matter or person are chosen, put in order and named; the engine joins them behind a cover and a table of exhibits.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EngineError } from '../../engine/engine';
import type { Document } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import type { Papers } from '../../shell/router';
import { replace } from '../../shell/router';
import { client, errorWords, mayReadPapers } from '../../shell/session';
import { language, number, t } from '../../texts';
import { Answered, Button, CheckField, Empty, ErrorNotice, Notice, Screen, Section, SelectField, TextField, Waiting } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { whenWords } from '../../words/dates';
import { Sealed } from '../matters/pieces';
import { sizeWords } from './documents_model';
import { documentsOf } from './files';
import type { Exhibit, Naming } from './packet_model';
import { exhibitMark, exhibitOf, shifted } from './packet_model';

const exhibitsAtMost = 200;

export function PacketScreen({ about }: { about: Papers }) {
  const may = mayReadPapers();
  const asked = useAsk(async () => (may ? documentsOf(about) : null), [JSON.stringify(about)]);
  return (
    <Screen title={t('packet.title')} lead={t('packet.lead')} wide>
      {!may && <div class="card"><Sealed /></div>}
      {may && (
        <Answered asked={asked} what={t('document.waiting')}>
          {(known) => known && <Choosing documents={known} />}
        </Answered>
      )}
    </Screen>
  );
}

function Choosing({ documents }: { documents: Document[] }) {
  const [exhibits, setExhibits] = useState<Exhibit[]>([]);
  const [title, setTitle] = useState('');
  const [court, setCourt] = useState('');
  const [attorney, setAttorney] = useState('');
  const [prefix, setPrefix] = useState('');
  const [naming, setNaming] = useState<Naming>('letters');
  const [paper, setPaper] = useState<'letter' | 'a4'>('letter');
  const [spoken, setSpoken] = useState(language.value);
  const [limit, setLimit] = useState('');
  const [tried, setTried] = useState(false);
  const { error, working, take } = useStep();
  const mib = Number(limit.replace(',', '.'));
  const badLimit = limit.trim() !== '' && !(mib >= 0.01 && mib <= 2048);
  const nameOf = (id: string) => documents.find((one) => one.id === id)?.name ?? '';
  const choose = (one: Document, on: boolean) => setExhibits(on ? [...exhibits, { document: one.id, title: '' }] : exhibits.filter((each) => each.document !== one.id));
  const make = () => {
    setTried(true);
    if (working || exhibits.length === 0 || title.trim() === '' || badLimit) return;
    void take(async () => {
      const said = (key: string, words: string) => (words.trim() === '' ? {} : { [key]: words.trim() });
      const made = await client.makePacket({
        title: title.trim(), naming, paper, language: spoken, exhibits: exhibits.map((one) => ({ document: one.document, ...said('title', one.title) })),
        ...said('court', court), ...said('attorney', attorney), ...said('prefix', prefix), ...(limit.trim() === '' ? {} : { limit_mib: mib }),
      });
      say(t('packet.made', { name: made.name, pages: number(made.pages) }));
      await replace({ screen: 'document', id: made.id });
    });
  };
  if (documents.length === 0) return <div class="card"><Empty>{t('packet.no_documents')}</Empty></div>;
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); make(); }}>
      <Section title={t('packet.choose')} count={exhibits.length}>
        <div>
          {documents.map((one) => {
            const on = exhibits.some((each) => each.document === one.id);
            const full = !on && exhibits.length >= exhibitsAtMost;
            return (
              <CheckField key={one.id} checked={on} onChange={(next) => { if (!full) choose(one, next); }} label={<bdi>{one.name}</bdi>}
                detail={<bdi>{[sizeWords(one.bytes), whenWords(one.added_at)].join(' · ')}</bdi>} />
            );
          })}
        </div>
      </Section>
      <Section title={t('packet.order')} count={exhibits.length}>
        {exhibits.length === 0 && (tried ? <Notice kind="error" live><p>{t('packet.need_documents')}</p></Notice> : <Empty>{t('packet.nothing_chosen')}</Empty>)}
        {exhibits.length > 1 && <p class="small muted">{t('packet.order_help')}</p>}
        <Order exhibits={exhibits} naming={naming} nameOf={nameOf} onChange={setExhibits} />
      </Section>
      <Section title={t('packet.cover')}>
        <TextField label={t('packet.name')} help={t('packet.name_help')} value={title} onInput={(words) => setTitle(words.slice(0, 150))}
          error={tried && title.trim() === '' ? t('check.needed') : undefined} />
        <div class="side-by-side">
          <TextField label={t('packet.court')} value={court} onInput={(words) => setCourt(words.slice(0, 200))} />
          <TextField label={t('packet.attorney')} value={attorney} onInput={(words) => setAttorney(words.slice(0, 300))} />
        </div>
        <div class="side-by-side">
          <SelectField label={t('packet.naming')} value={naming} onChange={setNaming}
            options={(['letters', 'numbers', 'tabs'] as const).map((code) => ({ code, label: t(`packet.naming_is.${code}`) }))} />
          <SelectField label={t('packet.paper')} value={paper} onChange={setPaper}
            options={(['letter', 'a4'] as const).map((code) => ({ code, label: t(`packet.paper_is.${code}`) }))} />
          <SelectField label={t('packet.language')} value={spoken} onChange={setSpoken}
            options={[{ code: 'en', label: 'English' }, { code: 'es', label: 'Español' }, { code: 'ar', label: 'العربية' }]} />
        </div>
        <div class="side-by-side">
          <TextField label={t('packet.prefix')} help={t('packet.prefix_help')} value={prefix} onInput={(words) => setPrefix(words.slice(0, 20))} />
          <TextField label={t('packet.limit')} help={t('packet.limit_help')} value={limit} onInput={setLimit} error={tried && badLimit ? t('packet.limit_bad') : undefined} />
        </div>
      </Section>
      {working && <Waiting what={t('packet.making')} />}
      <Wrong error={error} exhibits={exhibits} naming={naming} nameOf={nameOf} />
      <div class="form-foot"><span class="small muted">{t('packet.stays')}</span>
        <Button kind="primary" icon="check" type="submit" disabled={working}>{t('packet.make')}</Button></div>
    </form>
  );
}

type OrderProps = { exhibits: Exhibit[]; naming: Naming; nameOf: (id: string) => string; onChange: (exhibits: Exhibit[]) => void };

/** Dragged, or moved by buttons, which keep the focus of who presses them again. */
function Order({ exhibits, naming, nameOf, onChange }: OrderProps) {
  const all = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const pressed = useRef<{ document: string; way: string } | null>(null);
  useLayoutEffect(() => {
    if (!pressed.current) return;
    const at = exhibits.findIndex((one) => one.document === pressed.current?.document);
    all.current?.children[at]?.querySelector<HTMLElement>(`.move-${pressed.current.way}`)?.focus();
    pressed.current = null;
  }, [exhibits]);
  const move = (from: number, to: number) => {
    const one = exhibits[from];
    const next = shifted(exhibits, from, to);
    if (one === undefined || next === exhibits) return;
    onChange(next);
    setSaid(t('packet.moved', { name: nameOf(one.document), place: number(to + 1), of: number(exhibits.length) }));
  };
  const press = (from: number, way: 'up' | 'down') => {
    pressed.current = { document: exhibits[from]?.document ?? '', way };
    move(from, way === 'up' ? from - 1 : from + 1);
  };
  const endDrag = () => {
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      <p class="hidden" role="status">{said}</p>
      <ol class="exhibits" ref={all}>
        {exhibits.map((one, at) => {
          const name = nameOf(one.document);
          return (
            <li key={one.document} class={over === at && dragged !== at ? 'exhibit exhibit-over' : 'exhibit'}
              onDragOver={(event) => { if (dragged !== null) { event.preventDefault(); setOver(at); } }}
              onDrop={(event) => { event.preventDefault(); if (dragged !== null) move(dragged, at); endDrag(); }}>
              <div class="exhibit-head" draggable onDragStart={(event) => { event.dataTransfer?.setData('text/plain', ''); setDragged(at); }} onDragEnd={endDrag}>
                <span class="tag tag-accent">{t(naming === 'tabs' ? 'packet.tab' : 'packet.exhibit', { mark: exhibitMark(naming, at) })}</span>
                <bdi>{name}</bdi>
              </div>
              <TextField label={t('packet.exhibit_title')} value={one.title}
                onInput={(title) => onChange(exhibits.map((each, n) => (n === at ? { ...each, title: title.slice(0, 400) } : each)))} />
              <div class="actions">
                <Button class="move-up" label={t('packet.up', { name })} disabled={at === 0} onClick={() => press(at, 'up')}>{t('packet.up_short')}</Button>
                <Button class="move-down" label={t('packet.down', { name })} disabled={at === exhibits.length - 1} onClick={() => press(at, 'down')}>{t('packet.down_short')}</Button>
                <Button kind="quiet" label={t('packet.out', { name })} onClick={() => onChange(exhibits.filter((each) => each.document !== one.document))}>{t('packet.out_short')}</Button>
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** An error that is about one exhibit says which. */
function Wrong({ error, exhibits, naming, nameOf }: { error: unknown; exhibits: Exhibit[]; naming: Naming; nameOf: (id: string) => string }) {
  const at = error instanceof EngineError ? exhibitOf(error.field) : null;
  const one = at === null ? undefined : exhibits[at];
  if (at === null || one === undefined) return <ErrorNotice error={error} kept={t('form.kept')} />;
  return (
    <Notice kind="error" live title={t('packet.wrong', { mark: exhibitMark(naming, at), name: nameOf(one.document) })}>
      <p>{errorWords(error)}</p>
      <p>{t('form.kept')}</p>
    </Notice>
  );
}
