// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoardRow, BoardSpan, Stay } from '../../engine/shapes_shelter';
import { cellsOf, couldTake, dayAfter, minutesLeft, nextStop, nightsAway, nightsOf, placesMoved, stopsOf, unitSteps } from './board_model';

const span = (stay: string, from: string, until: string, more: Partial<BoardSpan> = {}): BoardSpan =>
  ({ stay, from, until, goes_on: false, state: 'occupied', household: 1, ...more });
const row = (place: string, spans: BoardSpan[], more: Partial<BoardRow> = {}): BoardRow =>
  ({ unit: place, place, name: place, house: 'h', house_name: 'Casa', sleeps: 2, state: 'accepting', spans, ...more });
const nights = nightsOf('2031-02-26', 5);
const tonight = '2031-02-27';

describe('cells', () => {
  it('cover each night once, a stay as one', () => {
    const cells = cellsOf(row('a', [span('s', '2031-02-27', '2031-03-01')]), nights, tonight);
    expect(cells.map((cell) => [cell.kind, cell.at, cell.nights])).toEqual([['free', 0, 1], ['stay', 1, 2], ['free', 3, 1], ['free', 4, 1]]);
  });

  it('say where a gap begins that can be given: never a night that is over', () => {
    const begins = (spans: BoardSpan[]) => cellsOf(row('a', spans), nights, tonight).filter((cell) => cell.kind === 'free' && cell.first)
      .map((cell) => cell.night);
    expect(begins([])).toEqual(['2031-02-27']);
    expect(begins([span('s', '2031-02-28', '2031-03-01')])).toEqual(['2031-02-27', '2031-03-01']);
  });

  it('count days over the end of a month', () => {
    expect(nights).toEqual(['2031-02-26', '2031-02-27', '2031-02-28', '2031-03-01', '2031-03-02']);
    expect(dayAfter('2032-02-28')).toBe('2032-02-29');
  });
});

describe('a stay that is carried', () => {
  const carried = span('s', '2031-02-26', '2031-03-02');
  it('could be put where nothing is in the way from tonight on', () => {
    expect(couldTake(row('b', []), carried, tonight)).toBe(true);
    expect(couldTake(row('b', [span('t', '2031-02-20', '2031-02-27')]), carried, tonight)).toBe(true);
    expect(couldTake(row('b', [span('t', '2031-03-01', '2031-03-04')]), carried, tonight)).toBe(false);
    expect(couldTake(row('b', [], { state: 'preparing' }), carried, tonight)).toBe(false);
    expect(couldTake(row('a', [carried]), carried, tonight)).toBe(true);
  });

  it('keeps its other places', () => {
    const stay = { id: 's', places: [
      { place: 'a', name: 'A', from: '', ended: false }, { place: 'b', name: 'B', from: '', ended: false }, { place: 'z', name: 'Z', from: '', ended: true }] };
    expect(placesMoved(stay as unknown as Stay, 'a', 'c')).toEqual(['c', 'b']);
    expect(placesMoved(stay as unknown as Stay, 'a', 'b')).toEqual(['b']);
  });
});

describe('the keyboard', () => {
  const rows = [row('a', [span('s', '2031-02-28', '2031-03-01')]), row('b', [], { state: 'closed' }), row('c', [])];
  const stops = stopsOf(rows, nights, tonight);
  it('stands on names, stays and gaps that can be given', () => {
    expect(stops.map((stop) => stop.key)).toEqual(['a|-1', 'a|1', 'a|2', 'a|3', 'b|-1', 'c|-1', 'c|1']);
  });

  it('goes along the nights and from place to place, and stays at the edge', () => {
    expect(nextStop(stops, 'a|1', 'ArrowRight')).toBe('a|2');
    expect(nextStop(stops, 'a|3', 'ArrowRight')).toBe('a|3');
    expect(nextStop(stops, 'a|3', 'ArrowDown')).toBe('b|-1');
    expect(nextStop(stops, 'c|1', 'Home')).toBe('c|-1');
    expect(nextStop(stops, 'a|-1', 'End')).toBe('a|3');
    expect(nextStop(stops, 'a|1', 'ArrowUp')).toBe('a|1');
    expect(nextStop(stops, 'gone|4', 'ArrowDown')).toBe('b|-1');
  });
});

it('nights away are counted within what is shown', () => {
  expect(nightsAway(span('s', '2031-02-26', '2031-03-02', { away: [{ from: '2031-02-20', until: '2031-02-27' }, { from: '2031-03-01', until: '2031-03-09' }] }))).toBe(2);
});

it('a hold that ran out has no minutes left', () => {
  expect(minutesLeft('2031-02-27T10:00:00Z', Date.parse('2031-02-27T09:18:30Z'))).toBe(42);
  expect(minutesLeft('2031-02-27T10:00:00Z', Date.parse('2031-02-27T11:00:00Z'))).toBe(0);
});

it('the steps offered at a unit are those of docs/domain/shelter.md', () => {
  const lines = readFileSync(join(__dirname, '../../../../docs/domain/shelter.md'), 'utf8').split('\n');
  const head = (lines.find((line) => line.startsWith('| from ↓ step → | hold')) ?? '').split('|').map((cell) => cell.trim());
  for (const [state, steps] of Object.entries(unitSteps)) {
    const cells = (lines.find((line) => line.startsWith(`| ${state} `)) ?? '').split('|').map((cell) => cell.trim());
    const allowed = head.filter((step, at) => cells[at] === 'yes' && !['hold', 'arrive', 'free'].includes(step));
    expect(allowed, state).toEqual(steps);
  }
});
