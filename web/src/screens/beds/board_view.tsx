// SPDX-License-Identifier: AGPL-3.0-or-later
// The board with what surrounds it: which nights, who lost a place, and what is done about a place or a stay.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EngineError } from '../../engine/engine';
import type { Board, BoardRow, Stay } from '../../engine/shapes_shelter';
import { useAsk } from '../../shell/ask';
import { go } from '../../shell/router';
import { client, errorWords } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { Answered, Button, Empty, Notice, Section } from '../../ui/kit';
import { say } from '../../ui/toasts';
import type { Carried } from './board_table';
import { BoardTable } from './board_table';
import { BoardList } from './board_list';
import { dayAfter, placesMoved } from './board_model';
import { HoldDialog } from './hold_dialog';
import { StayDialog } from './stay_dialog';
import { UnitDialog } from './unit_dialog';
import type { BedWords } from './words';
import { bedWords } from './words';

const nightChoices = [7, 14, 30] as const;

export type BoardData = { board: Board; stays: Map<string, Stay>; words: BedWords };
export type BoardActions = {
  onStay: (stay: string, place: string) => void;
  onUnit: (row: BoardRow) => void;
  onFree: (row: BoardRow, night: string) => void;
};
type Open = { what: 'stay'; stay: string; place: string } | { what: 'unit'; row: BoardRow } | { what: 'hold'; row: BoardRow; night: string };

/** A value that is true on a narrow window: the board is a list there. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia('(max-width: 47.99rem)').matches);
  useLayoutEffect(() => {
    const query = matchMedia('(max-width: 47.99rem)');
    const changed = () => setNarrow(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return narrow;
}

/** The time, told every few seconds: holds run out by the clock. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

async function read(nights: number, from: string | null): Promise<BoardData> {
  const [board, { stays }, words] = await Promise.all([client.board(from === null ? { nights } : { nights, from }), client.stays({}), bedWords()]);
  return { board, stays: new Map(stays.map((stay) => [stay.id, stay])), words };
}

export function BoardView() {
  const narrow = useNarrow();
  const [nights, setNights] = useState<number>(14);
  const [from, setFrom] = useState<string | null>(null);
  const asked = useAsk(() => read(nights, from), [nights, from, language.value], (event) => event.event === 'record.changed');
  return (
    <Answered asked={asked} what={t('bed.waiting_board')}>
      {(data) => (
        <>
          <Lost data={data} again={asked.again} />
          {data.board.rows.length === 0 ? <NoUnits /> : (
            <section class="section" aria-label={t('bed.view.board')}>
              <Nights board={data.board} nights={nights} onNights={setNights} onFrom={setFrom} narrow={narrow} />
              <Working data={data} narrow={narrow} again={asked.again} />
            </section>
          )}
        </>
      )}
    </Answered>
  );
}

function NoUnits() {
  return (
    <div class="card stack">
      <Empty>{t('bed.no_units')}</Empty>
      <div class="actions">
        <Button kind="primary" icon="plus" onClick={() => void go({ screen: 'form', kind: 'house' })}>{t('bed.new_house')}</Button>
        <Button icon="plus" onClick={() => void go({ screen: 'form', kind: 'unit' })}>{t('bed.new_unit')}</Button>
      </div>
    </div>
  );
}

function Nights({ board, nights, onNights, onFrom, narrow }:
  { board: Board; nights: number; onNights: (n: number) => void; onFrom: (from: string | null) => void; narrow: boolean }) {
  const tonight = board.counts.find((one) => one.night === board.tonight);
  return (
    <div class="board-bar">
      {tonight && (
        <p class="board-counts" role="status">
          <span class="strong">{t('bed.tonight')}</span>
          {(['free', 'held', 'occupied', 'out'] as const).map((one) => (
            <span key={one} class={`board-count board-count-${one}`}><b>{tonight[one]}</b> {t(`bed.count.${one}`)}</span>
          ))}
        </p>
      )}
      {!narrow && (
        <div class="actions">
          <Button icon="back" label={t('bed.earlier')} onClick={() => onFrom(dayAfter(board.first, -7))}>{t('bed.earlier')}</Button>
          <Button pressed={board.first === board.tonight} onClick={() => onFrom(null)}>{t('bed.tonight')}</Button>
          <Button class="button-later" onClick={() => onFrom(dayAfter(board.first, 7))}>{t('bed.later')}</Button>
          <span class="board-nights" role="group" aria-label={t('bed.how_many_nights')}>
            {nightChoices.map((n) => <Button key={n} pressed={nights === n} onClick={() => onNights(n)} label={t('bed.nights_shown', { n })}>{n}</Button>)}
          </span>
        </div>
      )}
    </div>
  );
}

/** Two gave the same place apart: one has it, the other is told here and offered what is free. */
function Lost({ data, again }: { data: BoardData; again: () => void }) {
  const lost = data.board.displaced.filter((one, at, all) => all.findIndex((other) => other.stay === one.stay) === at);
  const [error, setError] = useState<unknown>(null);
  if (lost.length === 0) return null;
  const give = async (stay: string, places: string[], name: string) => {
    setError(null);
    try {
      await client.moveStay(stay, places);
      say(t('bed.moved', { place: name }));
      again();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('bed.lost_title')} count={lost.length}>
      <p>{t('bed.lost_what')}</p>
      {error !== null && <Notice kind="error" live><p>{errorWords(error)}</p></Notice>}
      <ul class="stack">
        {lost.map((one) => {
          const stay = one.stay === undefined ? undefined : data.stays.get(one.stay);
          return (
            <li key={`${one.stay}${one.name}`} class="bed-lost">
              <p><bdi class="strong">{one.chosen_name || t('bed.somebody')}</bdi> · {t('bed.lost_place', { place: one.name, why: coded('bed.obstacle', one.obstacle) })}</p>
              <div class="actions">
                {(stay?.instead ?? []).map((free) => (
                  <Button key={free.place} icon="bed" onClick={() => void give(one.stay ?? '', free.places ?? [free.place], free.name)}>{t('bed.give', { place: free.name })}</Button>
                ))}
                {(stay?.instead ?? []).length === 0 && <span class="muted">{t('bed.nothing_free')}</span>}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Working({ data, narrow, again }: { data: BoardData; narrow: boolean; again: () => void }) {
  const [open, setOpen] = useState<Open | null>(null);
  const [refused, setRefused] = useState<{ error: unknown; carried: Carried } | null>(null);
  const seek = useRef<string | null>(null);
  const now = useNow();
  const soonest = data.board.rows.flatMap((row) => row.spans).map((span) => Date.parse(span.hold_until ?? '')).filter((at) => at <= now).length;
  useEffect(() => { if (soonest > 0) again(); }, [soonest]);

  const move = async (carried: Carried, to: string) => {
    const stay = data.stays.get(carried.stay);
    if (!stay) return;
    setRefused(null);
    const before = stay.places.filter((one) => !one.ended).map((one) => one.place);
    const name = data.board.rows.find((row) => row.place === to)?.name ?? '';
    const back = async () => {
      try {
        await client.moveStay(carried.stay, before);
        say(t('record.undone'));
      } catch (problem) {
        say(errorWords(problem));
      }
    };
    try {
      await client.moveStay(carried.stay, placesMoved(stay, carried.place, to));
      seek.current = `${carried.stay} ${to}`;
      say(t('bed.moved', { place: name }), () => void back());
      again();
    } catch (error) {
      setRefused({ error, carried });
      again();
    }
  };

  const actions: BoardActions = {
    onStay: (stay, place) => { if (data.stays.has(stay)) setOpen({ what: 'stay', stay, place }); },
    onUnit: (row) => setOpen({ what: 'unit', row }),
    onFree: (row, night) => setOpen({ what: 'hold', row, night }),
  };
  const close = () => setOpen(null);
  const done = () => { close(); again(); };
  const stay = open?.what === 'stay' ? data.stays.get(open.stay) : undefined;
  return (
    <>
      {refused && <Refused refused={refused.error} stay={data.stays.get(refused.carried.stay)} onGive={(to) => void move(refused.carried, to)} />}
      {narrow ? <BoardList data={data} now={now} actions={actions} />
        : <BoardTable data={data} now={now} actions={actions} onMove={(carried, to) => void move(carried, to)} seek={seek} />}
      {open?.what === 'stay' && stay && <StayDialog stay={stay} place={open.place} data={data} onClose={close} onDone={done} />}
      {open?.what === 'unit' && <UnitDialog row={open.row} words={data.words} onClose={close} onDone={done} onHold={() => setOpen({ what: 'hold', row: open.row, night: data.board.tonight })} />}
      {open?.what === 'hold' && (
        <HoldDialog place={{ place: open.row.place, name: open.row.name }} night={open.night} tonight={data.board.tonight} words={data.words} onClose={close} onDone={done} />
      )}
    </>
  );
}

/** Somebody else was first: what stands in the way, and what is free for them now. */
export function Refused({ refused, stay, onGive }: { refused: unknown; stay: Stay | undefined; onGive: (place: string) => void }) {
  const taken = refused instanceof EngineError && refused.field === 'places';
  const found = useAsk(async () => (taken && stay ? (await client.findBeds({ household: stay.household })).offers : []), [refused]);
  return (
    <Notice kind="warn" live title={t(taken ? 'bed.was_first' : 'bed.not_done')}>
      <p>{errorWords(refused)}</p>
      {(found.value ?? []).length > 0 && (
        <div class="actions">
          {(found.value ?? []).slice(0, 3).map((offer) => (
            <Button key={offer.unit} icon="bed" onClick={() => onGive(offer.places[0] ?? '')}>{t('bed.give', { place: offer.name })}</Button>
          ))}
        </div>
      )}
    </Notice>
  );
}
