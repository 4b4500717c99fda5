// SPDX-License-Identifier: AGPL-3.0-or-later
// Nights across, places down. A stay is carried to another place by the hand, or picked up with Enter and put down with Enter.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BoardRow, BoardSpan } from '../../engine/shapes_shelter';
import { language, plural, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { useOwnId } from '../../ui/kit';
import { dateWords, longDate } from '../../words/dates';
import type { Cell } from './board_model';
import { cellsOf, couldTake, keyOf, nextStop, nightsAway, nightsOf, stopsOf } from './board_model';
import type { BoardActions, BoardData } from './board_view';
import { chipWords, spanWords } from './words';

export type Carried = { stay: string; place: string; span: BoardSpan };
type Hold = Carried & { by: 'keys' | 'hand'; over: string };
type Props = {
  data: BoardData;
  now: number;
  actions: BoardActions;
  onMove: (carried: Carried, to: string) => void;
  /** The stay whose chip takes the focus when it is drawn in its new place. */
  seek: { current: string | null };
};

const startsAt = 6;
const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];

function housesOf(rows: BoardRow[]): [string, BoardRow[]][] {
  const houses = new Map<string, BoardRow[]>();
  for (const row of rows) houses.set(row.house, [...(houses.get(row.house) ?? []), row]);
  return [...houses];
}

function day(night: string): Date { return new Date(`${night}T12:00:00`); }

export function BoardTable({ data, now, actions, onMove, seek }: Props) {
  const { board } = data;
  const nights = nightsOf(board.first, board.nights);
  const table = useRef<HTMLTableElement>(null);
  const helpId = useOwnId('board-help');
  const [active, setActive] = useState('');
  const [hold, setHold] = useState<Hold | null>(null);
  const press = useRef<{ x: number; y: number; carried: Carried; moved: boolean } | null>(null);
  const swallow = useRef(false);
  const stops = stopsOf(board.rows, nights, board.tonight);
  const at = stops.some((stop) => stop.key === active) ? active : stops[0]?.key ?? '';

  useLayoutEffect(() => {
    if (seek.current === null) return;
    const chip = [...(table.current?.querySelectorAll<HTMLElement>('[data-stay]') ?? [])].find((one) => one.dataset['stay'] === seek.current);
    if (!chip) return;
    seek.current = null;
    chip.focus();
  }, [board]);

  const focus = (key: string) => {
    setActive(key);
    [...(table.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])].find((one) => one.dataset['stop'] === key)?.focus();
  };

  const put = (which: Hold) => {
    setHold(null);
    if (which.over !== which.place) onMove(which, which.over);
  };

  const carry = (which: Hold, by: number) => {
    const rows = board.rows;
    const from = rows.findIndex((row) => row.place === which.over);
    const to = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
    if (!to) return;
    setHold({ ...which, over: to.place });
    [...(table.current?.querySelectorAll<HTMLElement>('tr[data-place]') ?? [])].find((one) => one.dataset['place'] === to.place)
      ?.scrollIntoView({ block: 'nearest' });
  };

  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (hold) {
      if (event.key === 'Tab') setHold(null);
      else if (['ArrowUp', 'ArrowDown', 'Enter', 'Escape', ' ', ...arrows].includes(event.key)) event.preventDefault();
      if (event.key === 'ArrowDown') carry(hold, 1);
      else if (event.key === 'ArrowUp') carry(hold, -1);
      else if (event.key === 'Enter') put(hold);
      else if (event.key === 'Escape') setHold(null);
      return;
    }
    if (!arrows.includes(event.key)) return;
    event.preventDefault();
    const turned = document.documentElement.dir === 'rtl'
      ? { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[event.key] ?? event.key : event.key;
    focus(nextStop(stops, at, turned));
  };

  const chipKeys = (event: KeyboardEvent, carried: Carried) => {
    if (event.key !== 'Enter' || hold || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    setHold({ ...carried, by: 'keys', over: carried.place });
  };

  const hand = {
    down: (event: PointerEvent, carried: Carried) => {
      swallow.current = false;
      if (event.button === 0 && event.pointerType !== 'touch') press.current = { x: event.clientX, y: event.clientY, carried, moved: false };
    },
    move: (event: PointerEvent) => {
      const from = press.current;
      if (!from) return;
      if (!from.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < startsAt) return;
      if (!from.moved) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      from.moved = true;
      const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('tr[data-place]')?.dataset['place'];
      setHold({ ...from.carried, by: 'hand', over: over ?? from.carried.place });
    },
    up: () => {
      const from = press.current;
      press.current = null;
      if (!from?.moved) return;
      swallow.current = true;
      if (hold) put(hold);
    },
    cancel: () => {
      press.current = null;
      setHold(null);
    },
  };

  const chip = (row: BoardRow, cell: Cell & { kind: 'stay' }) => {
    const { span } = cell;
    const words = chipWords(span, now);
    const carried: Carried = { stay: span.stay ?? '', place: row.place, span };
    const picked = hold?.stay === span.stay && hold?.place === row.place;
    const own = keyOf(row.place, cell.at);
    return (
      <td key={own} colSpan={cell.nights} class="board-cell">
        <button type="button" class={`chip chip-${span.state}${picked ? ' chip-picked' : ''}${span.goes_on ? ' chip-on' : ''}`} data-stop={own}
          data-stay={`${span.stay} ${row.place}`} tabIndex={at === own ? 0 : -1} aria-pressed={picked}
          aria-label={[words.name, words.state, row.name, spanWords(span.from, span.until, span.goes_on), ...words.more].join(', ')}
          title={[words.name, words.state, ...words.more].join(' · ')} onFocus={() => setActive(own)}
          onKeyDown={(event) => chipKeys(event, carried)} onPointerDown={(event) => hand.down(event, carried)} onPointerMove={hand.move}
          onPointerUp={hand.up} onPointerCancel={hand.cancel}
          onClick={() => { if (!swallow.current && span.stay) actions.onStay(span.stay, row.place); swallow.current = false; }}>
          <Icon name={span.disputed ? 'warn' : span.state === 'held' ? 'clock' : 'people'} />
          <span class="chip-words"><bdi>{words.name}</bdi>{span.household > 1 && <b> {span.household}</b>}
            <span class="chip-state">{words.state}{nightsAway(span) > 0 && <> · {plural('bed.nights_away', nightsAway(span))}</>}</span></span>
        </button>
      </td>
    );
  };

  const free = (row: BoardRow, cell: Cell & { kind: 'free' }) => {
    const own = keyOf(row.place, cell.at);
    const kind = row.state === 'accepting' ? '' : ` board-${row.state}`;
    const may = row.state === 'accepting' && cell.night >= board.tonight;
    return (
      <td key={own} class={`board-cell board-free${kind}${cell.night === board.tonight ? ' board-tonight' : ''}`}
        onClick={may ? () => actions.onFree(row, cell.night) : undefined}>
        {may && cell.first && (
          <button type="button" class="free" data-stop={own} tabIndex={at === own ? 0 : -1} onFocus={() => setActive(own)}
            onClick={(event) => { event.stopPropagation(); actions.onFree(row, cell.night); }}
            aria-label={t('bed.hold_from', { place: row.name, night: dateWords(cell.night) })}><Icon name="plus" /></button>
        )}
      </td>
    );
  };

  const line = (row: BoardRow) => {
    const own = keyOf(row.place, -1);
    const target = hold?.over === row.place && hold.place !== row.place;
    const fits = hold !== null && couldTake(row, hold.span, board.tonight);
    return (
      <tr key={row.place} data-place={row.place} class={target ? (fits ? 'board-over board-fits' : 'board-over board-full') : undefined}>
        <th scope="row" class="board-place">
          <button type="button" class="place" data-stop={own} tabIndex={at === own ? 0 : -1} onFocus={() => setActive(own)} onClick={() => actions.onUnit(row)}>
            <span class="place-name"><bdi>{row.name}</bdi></span>
            <span class="place-detail">{plural('bed.sleeps', row.sleeps)}{row.state !== 'accepting' && <> · {t(`bed.state.${row.state}`)}</>}</span>
          </button>
        </th>
        {cellsOf(row, nights, board.tonight).map((cell) => (cell.kind === 'stay' ? chip(row, cell) : free(row, cell)))}
      </tr>
    );
  };

  return (
    <>
      <p class="small muted" id={helpId}>{t('bed.keys')}</p>
      <p class="hidden" role="status">{hold ? carriedWords(hold, board.rows, board.tonight) : ''}</p>
      <div class={hold ? 'board-scroll board-carrying' : 'board-scroll'}>
        <table class="board" role="grid" aria-label={t('bed.view.board')} aria-describedby={helpId} ref={table} onKeyDown={key}
          onFocusOut={() => { if (hold?.by === 'keys') setHold(null); }}>
          <thead>
            <tr>
              <th scope="col" class="board-place">{t('bed.place')}</th>
              {nights.map((night) => (
                <th key={night} scope="col" class={night === board.tonight ? 'board-night board-tonight' : 'board-night'}
                  aria-current={night === board.tonight ? 'date' : undefined}>
                  <span class="hidden">{longDate(day(night))}</span>
                  <span aria-hidden="true">{new Intl.DateTimeFormat(language.value, { weekday: 'short' }).format(day(night))}
                    <b>{new Intl.DateTimeFormat(language.value, { day: 'numeric' }).format(day(night))}</b></span>
                </th>
              ))}
            </tr>
          </thead>
          {housesOf(board.rows).map(([house, rows]) => (
            <tbody key={house}>
              <tr><th scope="rowgroup" class="board-house" colSpan={nights.length + 1}><bdi>{rows[0]?.house_name || t('bed.house')}</bdi></th></tr>
              {rows.map(line)}
            </tbody>
          ))}
          <tfoot>
            {(['free', 'held', 'occupied'] as const).map((one) => (
              <tr key={one}>
                <th scope="row" class="board-place">{t(`bed.count.${one}`)}</th>
                {board.counts.map((count) => <td key={count.night} class="board-sum">{count[one]}</td>)}
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
    </>
  );
}

function carriedWords(hold: Hold, rows: BoardRow[], tonight: string): string {
  const row = rows.find((one) => one.place === hold.over);
  if (!row) return '';
  const name = hold.span.chosen_name || t('bed.somebody');
  if (row.place === hold.place) return t('bed.picked', { name, place: row.name });
  return t(couldTake(row, hold.span, tonight) ? 'bed.over_free' : 'bed.over_taken', { name, place: row.name });
}
