// SPDX-License-Identifier: AGPL-3.0-or-later
// What is to be made unreadable is marked, by words, kinds of words or rectangles, and seen before a copy without it is made.
import { useRef, useState } from 'preact/hooks';
import type { DocumentShown, MarkHit, MarksFound, PageSize, RedactKind, RedactMark, RedactReason } from '../../engine/shapes_legal';
import { useAsk, useSettled } from '../../shell/ask';
import { replace } from '../../shell/router';
import { client, mayReadPapers } from '../../shell/session';
import { coded, language, list, number, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Answered, Button, CheckField, Empty, ErrorNotice, Notice, Screen, Section, SelectField, TextField, Waiting } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { Sealed } from '../matters/pieces';
import { Pages, useClosed } from './pages';
import type { Area, Point, Steps } from './redact_model';
import { afterKey, areaOf, between, inTheMiddle, moved, noSteps, redone, resized, stepped, stepPoints, undone } from './redact_model';
import { reasonWords } from './redact_words';

const reasons: RedactReason[] = ['privilege', 'third_party', 'safety', 'identifier', 'order', 'other'];
const kinds: RedactKind[] = ['phone', 'email', 'a_number', 'date'];
const marksAtMost = 500;

type Known = { document: DocumentShown; sizes: PageSize[] };

async function read(id: string): Promise<Known> {
  const [document, { pages }] = await Promise.all([client.document(id), client.documentPages(id)]);
  return { document, sizes: pages };
}

export function RedactScreen({ id }: { id: string }) {
  const may = mayReadPapers();
  const asked = useAsk(async () => (may ? read(id) : null), [id]);
  useClosed(id);
  return (
    <Screen title={t('redact.title')} lead={asked.value && <bdi>{asked.value.document.name}</bdi>} wide>
      {!may && <div class="card"><Sealed /></div>}
      {may && <Answered asked={asked} what={t('pages.waiting')}>{(known) => known && <Marking {...known} />}</Answered>}
    </Screen>
  );
}

function Marking({ document: one, sizes }: Known) {
  const [steps, setSteps] = useState<Steps>(noSteps);
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<number | null>(null);
  const [reason, setReason] = useState<RedactReason>('privilege');
  const [black, setBlack] = useState(false);
  const [making, setMaking] = useState(false);
  const marks = steps.now;
  const settled = useSettled(marks, 250);
  const asked = useAsk(async () => (settled.length === 0 ? null : client.marksOf(one.id, settled)), [settled]);
  const found = asked.value !== null && settled === marks && !asked.waiting ? asked.value : null;
  const isText = one.type === 'text/plain';
  const full = marks.length >= marksAtMost;
  const put = (now: RedactMark[], of: number | null = null) => setSteps(stepped(steps, now, of));
  const add = (mark: Omit<RedactMark, 'reason'>) => { if (!full) put([...marks, { ...mark, reason }]); };
  const addArea = (area: Area) => {
    if (full) return;
    put([...marks, { ...area, reason }]);
    setChosen(marks.length);
  };
  const turn = (next: Steps) => {
    setChosen(null);
    setSteps(next);
  };
  const change = (at: number, area: Area) => put(marks.map((mark, n) => (n === at ? { ...mark, ...area } : mark)), at);
  const remove = (at: number) => turn(stepped(steps, marks.filter((_, n) => n !== at)));
  const show = (at: number | null, on?: number) => {
    setChosen(at);
    if (on !== undefined) setPage(on);
  };
  return (
    <div class="stack">
      <Notice><p>{t('redact.what')}</p></Notice>
      <Section title={t('redact.mark_title')}>
        <SelectField label={t('redact.reason')} help={t('redact.reason_help')} value={reason} onChange={setReason} options={reasons.map((code) => ({ code, label: reasonWords(code) }))} />
        <FindWords marks={marks} onAdd={add} />
        {full && <Notice kind="warn" live><p>{t('redact.full')}</p></Notice>}
        <div class="actions" role="group" aria-label={t('redact.steps')}>
          <Button disabled={steps.before.length === 0} onClick={() => turn(undone(steps))}>{t('redact.undo')}</Button>
          <Button disabled={steps.after.length === 0} onClick={() => turn(redone(steps))}>{t('redact.redo')}</Button>
        </div>
      </Section>
      {!isText && (
        <Section title={t('redact.pages')}>
          <Paper document={one} sizes={sizes} page={page} marks={marks} found={found} chosen={chosen} black={black}
            onPage={setPage} onChoose={setChosen} onArea={addArea} onChange={change} onRemove={remove} onBlack={setBlack} />
        </Section>
      )}
      <Section title={t('redact.marks')} count={marks.length}>
        {marks.length === 0 && <Empty>{t('redact.none')}</Empty>}
        {marks.length > 0 && !found && !asked.error && <Waiting what={t('redact.finding')} />}
        <ErrorNotice error={asked.error} />
        <ul class="stack-small">
          {marks.map((mark, at) => (
            <MarkRow key={at} mark={mark} at={at} found={found} chosen={chosen === at} isText={isText} onShow={(on) => show(areaOf(mark) ? at : null, on)} onRemove={() => remove(at)} />
          ))}
        </ul>
        {found && <Told found={found} />}
      </Section>
      <div class="form-foot">
        <span class="small muted">{t('redact.stays')}</span>
        <Button kind="primary" icon="check" disabled={marks.length === 0 || !found} onClick={() => setMaking(true)}>{t('redact.make')}</Button>
      </div>
      {making && found && <MakeDialog document={one} marks={marks} found={found} onClose={() => setMaking(false)} />}
    </div>
  );
}

function FindWords({ marks, onAdd }: { marks: RedactMark[]; onAdd: (mark: { phrase: string } | { kind: RedactKind }) => void }) {
  const [phrase, setPhrase] = useState('');
  const words = phrase.trim();
  const find = () => {
    if (words === '') return;
    if (!marks.some((mark) => mark.phrase === words)) onAdd({ phrase: words });
    setPhrase('');
  };
  return (
    <>
      <form class="stack-small" noValidate onSubmit={(event) => { event.preventDefault(); find(); }}>
        <TextField label={t('redact.words')} help={t('redact.words_help')} value={phrase} onInput={(text) => setPhrase(text.slice(0, 200))} />
        <div><Button icon="search" type="submit" disabled={words === ''}>{t('redact.find')}</Button></div>
      </form>
      <div class="actions" role="group" aria-label={t('redact.kinds')}>
        {kinds.map((kind) => {
          const there = marks.some((mark) => mark.kind === kind);
          return <Button key={kind} disabled={there} icon={there ? 'check' : 'plus'} onClick={() => onAdd({ kind })}>{coded('redact.kind', kind)}</Button>;
        })}
      </div>
    </>
  );
}

type PaperProps = {
  document: DocumentShown; sizes: PageSize[]; page: number; marks: RedactMark[]; found: MarksFound | null; chosen: number | null; black: boolean;
  onPage: (page: number) => void; onChoose: (at: number | null) => void; onArea: (area: Area) => void; onChange: (at: number, area: Area) => void;
  onRemove: (at: number) => void; onBlack: (black: boolean) => void;
};

/** A rectangle is drawn with the pointer, or put in the middle and moved by keys or buttons. */
function Paper({ document: one, sizes, page, marks, found, chosen, black, onPage, onChoose, onArea, onChange, onRemove, onBlack }: PaperProps) {
  const sheet = useRef<SVGSVGElement>(null);
  const [drawing, setDrawing] = useState(false);
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);
  const size = sizes[page - 1];
  const areas = marks.map((mark, at) => ({ area: areaOf(mark), at })).filter((each) => each.area?.page === page);
  const held = chosen === null ? null : areaOf(marks[chosen]);
  const atHand = held?.page === page ? held : null;
  if (!size) return null;
  const place = (event: PointerEvent): Point => {
    const box = sheet.current?.getBoundingClientRect();
    if (!box || box.width === 0) return { x: 0, y: 0 };
    return { x: ((event.clientX - box.left) / box.width) * size.width, y: ((event.clientY - box.top) / box.height) * size.height };
  };
  const end = () => {
    setFrom(null);
    setTo(null);
  };
  const on = {
    onPointerDown: (event: PointerEvent) => {
      const point = place(event);
      if (!drawing || event.button !== 0) {
        const touched = areas.find(({ area }) => area && point.x >= area.left && point.x <= area.right && point.y >= area.top && point.y <= area.bottom);
        onChoose(touched?.at ?? null);
        return;
      }
      event.preventDefault();
      sheet.current?.setPointerCapture(event.pointerId);
      setFrom(point);
      setTo(point);
    },
    onPointerMove: (event: PointerEvent) => { if (from) setTo(place(event)); },
    onPointerUp: (event: PointerEvent) => {
      const area = from && between(page, from, place(event), size);
      end();
      if (area) onArea(area);
    },
    onPointerCancel: end,
  };
  const key = (event: KeyboardEvent): boolean => {
    if (chosen === null || !atHand) return false;
    if (event.key === 'Delete') {
      onRemove(chosen);
      return true;
    }
    const next = afterKey(atHand, event.key, event.shiftKey, size);
    if (next) onChange(chosen, next);
    return next !== null;
  };
  const drawn = from && to && between(page, from, to, size);
  const boxes = (found?.hits ?? []).flatMap((hit) => hit.boxes).filter((box) => box.page === page);
  return (
    <>
      <div class="actions">
        <Button icon="edit" pressed={drawing} onClick={() => setDrawing(!drawing)}>{t('redact.draw')}</Button>
        <Button icon="plus" onClick={() => onArea(inTheMiddle(page, size))}>{t('redact.put')}</Button>
        <Button pressed={black} onClick={() => onBlack(!black)}>{t('redact.as_made')}</Button>
      </div>
      <p class="small muted">{t('redact.draw_help')}</p>
      {chosen !== null && atHand && <Mover area={atHand} size={size} onChange={(area) => onChange(chosen, area)} onRemove={() => onRemove(chosen)} />}
      <Pages id={one.id} name={one.name} sizes={sizes} page={page} onPage={onPage} onKey={key} sheet={{ ref: sheet, class: drawing ? 'page-drawing' : '', on }}
        over={(
          <g class={black ? 'page-black' : 'page-marked'}>
            {boxes.map((box, at) => <Bar key={at} box={box} />)}
            {areas.map(({ area, at }) => area && <Bar key={`area-${at}`} box={area} class={at === chosen ? 'page-area page-at-hand' : 'page-area'} />)}
            {drawn && <Bar box={drawn} class="page-area page-at-hand" />}
          </g>
        )} />
    </>
  );
}

function Bar({ box, class: named = '' }: { box: Area; class?: string }) {
  return <rect class={named} x={box.left} y={box.top} width={box.right - box.left} height={box.bottom - box.top} />;
}

function Mover({ area, size, onChange, onRemove }: { area: Area; size: PageSize; onChange: (area: Area) => void; onRemove: () => void }) {
  const ways = [['left', -1, 0, '←'], ['right', 1, 0, '→'], ['up', 0, -1, '↑'], ['down', 0, 1, '↓']] as const;
  const sizes = [['narrower', -1, 0], ['wider', 1, 0], ['lower', 0, -1], ['higher', 0, 1]] as const;
  return (
    <div class="stack-small" role="group" aria-label={t('redact.area_at_hand')}>
      <p class="small" role="status">{t('redact.area_place', { left: number(area.left), top: number(area.top), width: number(area.right - area.left), height: number(area.bottom - area.top) })}</p>
      <div class="actions">
        {ways.map(([way, x, y, sign]) => (
          <Button key={way} label={t(`redact.move.${way}`)} onClick={() => onChange(moved(area, x * stepPoints, y * stepPoints, size))}><span dir="ltr">{sign}</span></Button>
        ))}
        {sizes.map(([way, x, y]) => <Button key={way} onClick={() => onChange(resized(area, x * stepPoints, y * stepPoints, size))}>{t(`redact.size.${way}`)}</Button>)}
        <Button kind="quiet" onClick={onRemove}>{t('redact.remove_area')}</Button>
      </div>
    </div>
  );
}

function markWords(mark: RedactMark): string {
  if (mark.phrase !== undefined) return t('redact.phrase_is', { words: mark.phrase });
  if (mark.kind !== undefined) return coded('redact.kind', mark.kind);
  return t('redact.area_on', { page: number(mark.page ?? 1) });
}

type MarkRowProps = {
  mark: RedactMark; at: number; found: MarksFound | null; chosen: boolean; isText: boolean; onShow: (page: number) => void; onRemove: () => void;
};

function MarkRow({ mark, at, found, chosen, isText, onShow, onRemove }: MarkRowProps) {
  const hits = found?.hits.filter((hit) => hit.mark === at) ?? [];
  const missing = found?.missing.find((one) => one.mark === at);
  const area = areaOf(mark);
  const what = markWords(mark);
  return (
    <li class="party">
      <div class="stack-small">
        <p><bdi class="strong">{what}</bdi> <span class="small muted">· {reasonWords(mark.reason)}</span></p>
        {missing && <Notice kind="warn"><p>{t(missing.inside_others > 0 ? 'redact.inside_others' : 'redact.not_found', { n: number(missing.inside_others) })}</p></Notice>}
        {!area && hits.length > 0 && (
          <details class="more" open={hits.length <= 5}>
            <summary>{t('redact.places', { n: number(hits.length) })}</summary>
            <ul class="stack-small">{hits.map((hit, n) => <li key={n}><Hit hit={hit} isText={isText} onShow={() => onShow(hit.page)} /></li>)}</ul>
          </details>
        )}
      </div>
      <div class="actions">
        {area && <Button pressed={chosen} label={t('redact.choose', { what })} onClick={() => onShow(area.page)}>{t('redact.choose_short')}</Button>}
        <Button kind="quiet" label={t('redact.remove', { what })} onClick={onRemove}>{t('redact.remove_short')}</Button>
      </div>
    </li>
  );
}

function Hit({ hit, isText, onShow }: { hit: MarkHit; isText: boolean; onShow: () => void }) {
  const words = <span dir="auto">{hit.before} <mark>{hit.hit}</mark> {hit.after}</span>;
  if (isText) return <p class="small">{words}</p>;
  return <p class="small"><button type="button" class="link" onClick={onShow}>{t('redact.on_page', { page: number(hit.page) })}</button> {words}</p>;
}

function Told({ found }: { found: MarksFound }) {
  return (
    <>
      {found.count > found.hits.length && <p class="small muted">{t('redact.more', { n: number(found.hits.length), all: number(found.count) })}</p>}
      {found.without_words.length > 0 && <Notice kind="warn"><p>{t('redact.without_words', { pages: list(found.without_words.map((page) => number(page))) })}</p></Notice>}
    </>
  );
}

type MakeProps = { document: DocumentShown; marks: RedactMark[]; found: MarksFound; onClose: () => void };

function MakeDialog({ document: one, marks, found, onClose }: MakeProps) {
  const [name, setName] = useState('');
  const [spoken, setSpoken] = useState(language.value);
  const [looked, setLooked] = useState(false);
  const { error, working, take } = useStep();
  const byWords = marks.some((mark) => areaOf(mark) === null);
  const unsure = found.missing.length > 0 || (byWords && found.without_words.length > 0);
  const make = () => take(async () => {
    const made = await client.redactDocument({
      id: one.id, marks, language: spoken, ...(name.trim() === '' ? {} : { name: name.trim() }), ...(looked ? { looked_at: true } : {}),
    });
    say(t('redact.made', { name: made.name }));
    await replace({ screen: 'document', id: made.id });
  });
  return (
    <FormDialog title={t('redact.make')} action={t('redact.make')} onClose={onClose} onDone={() => void make()} error={error} working={working || (unsure && !looked)}>
      <Notice><p>{t('redact.make_what')}</p></Notice>
      <TextField label={t('redact.name')} help={t('redact.name_help')} value={name} onInput={setName} />
      <SelectField label={t('redact.language')} value={spoken} onChange={setSpoken}
        options={[{ code: 'en', label: 'English' }, { code: 'es', label: 'Español' }, { code: 'ar', label: 'العربية' }]} />
      {unsure && <CheckField label={t('redact.looked')} detail={t('redact.looked_what')} checked={looked} onChange={setLooked} />}
      {working && <Waiting what={t('redact.making')} />}
    </FormDialog>
  );
}
