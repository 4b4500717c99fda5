// SPDX-License-Identifier: AGPL-3.0-or-later
// The board on a phone: a place after the other, with who is there and what is free.
import type { BoardRow } from '../../engine/shapes_shelter';
import { plural, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Button, Tag } from '../../ui/kit';
import { dateWords } from '../../words/dates';
import { cellsOf, nightsOf } from './board_model';
import type { BoardActions, BoardData } from './board_view';
import { chipWords, spanWords } from './words';

function stateNow(row: BoardRow, tonight: string): string {
  return row.spans.find((span) => span.from <= tonight && tonight < span.until)?.state ?? row.state;
}

export function BoardList({ data, now, actions }: { data: BoardData; now: number; actions: BoardActions }) {
  const { board } = data;
  const nights = nightsOf(board.first, board.nights);
  return (
    <ul class="stack">
      {board.rows.map((row) => {
        const state = stateNow(row, board.tonight);
        const gap = cellsOf(row, nights, board.tonight).find((cell) => cell.kind === 'free' && cell.first);
        return (
          <li key={row.place} class="card unit-card">
            <div class="section-head">
              <h2><bdi>{row.name}</bdi></h2>
              <Tag kind={state === 'accepting' ? 'good' : state === 'occupied' || state === 'held' ? 'accent' : 'warn'}>{t(`bed.state.${state as 'held'}`)}</Tag>
            </div>
            <p class="small muted"><bdi>{row.house_name}</bdi> · {plural('bed.sleeps', row.sleeps)}</p>
            <ul class="rows">
              {row.spans.map((span) => {
                const words = chipWords(span, now);
                return (
                  <li class="row" key={`${span.stay}${span.from}`}>
                    <button type="button" class={`row-button chip-line chip-line-${span.state}`} onClick={() => span.stay && actions.onStay(span.stay, row.place)}>
                      <Icon name={span.disputed ? 'warn' : span.state === 'held' ? 'clock' : 'people'} />
                      <span class="row-text"><span class="row-title"><bdi>{words.name}</bdi></span>
                        <span class="row-detail">{[words.state, spanWords(span.from, span.until, span.goes_on), ...words.more].join(' · ')}</span></span>
                    </button>
                  </li>
                );
              })}
            </ul>
            <div class="actions">
              {gap && row.state === 'accepting' && (
                <Button icon="plus" label={t('bed.hold_from', { place: row.name, night: dateWords(gap.night) })} onClick={() => actions.onFree(row, gap.night)}>
                  {t('bed.free_from', { night: dateWords(gap.night) })}
                </Button>
              )}
              <Button kind="quiet" onClick={() => actions.onUnit(row)}>{t('bed.about_unit', { place: row.name })}</Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
