// SPDX-License-Identifier: AGPL-3.0-or-later
// A signature drawn with a finger, a pen or a mouse, or a name typed instead: the keyboard's way to the same thing.
import { useRef, useState } from 'preact/hooks';
import type { Language } from '../texts';
import { translate } from '../texts';
import { Button, useOwnId } from './kit';

const width = 600;
const height = 200;
const lengthAtMost = 16_000;
const stepAtLeast = 3;
type Point = [number, number];

/** "12,40 13,42; 80,10 81,12", as release.sign takes it. */
export function toText(lines: Point[][]): string {
  return lines.map((line) => line.map(([x, y]) => `${x},${y}`).join(' ')).join('; ');
}

export function fromText(text: string): Point[][] {
  return text.split(';').map((line) => line.trim().split(/\s+/)
    .map((pair) => pair.split(',').map(Number) as Point).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)))
    .filter((line) => line.length > 0);
}

function path(line: Point[]): string {
  const [first] = line;
  if (!first) return '';
  // A point alone is a dot: a line of no length is drawn by its round ends.
  return `M${first.join(' ')}L${(line.length > 1 ? line.slice(1) : line).map((point) => point.join(' ')).join('L')}`;
}

export function Signature({ text, label }: { text: string; label: string }) {
  return (
    <svg class="signature" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {fromText(text).map((line, index) => <path key={index} d={path(line)} />)}
    </svg>
  );
}

type Props = {
  drawn: string; typed: string; onDraw: (text: string) => void; onType: (name: string) => void; into: Language; error?: string;
};

export function SignatureField({ drawn, typed, onDraw, onType, into, error }: Props) {
  const id = useOwnId('signature');
  const box = useRef<SVGSVGElement>(null);
  const [lines, setLines] = useState<Point[][]>(() => fromText(drawn));
  const drawing = useRef<Point[][] | null>(null);
  const put = (next: Point[][]) => {
    setLines(next);
    onDraw(toText(next));
  };
  const at = (event: PointerEvent): Point => {
    const place = box.current?.getBoundingClientRect();
    if (!place || place.width === 0) return [0, 0];
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    return [within(((event.clientX - place.left) / place.width) * width, width), within(((event.clientY - place.top) / place.height) * height, height)];
  };
  const begin = (event: PointerEvent) => {
    event.preventDefault();
    box.current?.setPointerCapture(event.pointerId);
    drawing.current = [...lines, [at(event)]];
    put(drawing.current);
  };
  const move = (event: PointerEvent) => {
    const all = drawing.current;
    const line = all?.[all.length - 1];
    const last = line?.[line.length - 1];
    if (!all || !line || !last) return;
    const point = at(event);
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < stepAtLeast || toText(all).length > lengthAtMost) return;
    drawing.current = [...all.slice(0, -1), [...line, point]];
    put(drawing.current);
  };
  const end = () => { drawing.current = null; };
  return (
    <div class={error ? 'field field-bad' : 'field'}>
      <p class="field-label" id={`${id}-label`}>{translate(into, 'plain.sign_here')}</p>
      <svg ref={box} class="signature signature-pad" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-label`}
        onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
        <path class="signature-line" d={`M40 ${height - 40}H${width - 40}`} />
        {lines.map((line, index) => <path key={index} d={path(line)} />)}
      </svg>
      {lines.length > 0 && (
        <div><Button kind="quiet" icon="cross" onClick={() => put([])}>{translate(into, 'plain.sign_again')}</Button></div>
      )}
      <label for={`${id}-name`}>{translate(into, 'plain.type_name')}</label>
      <input id={`${id}-name`} type="text" dir="auto" autocomplete="off" value={typed} aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined} onInput={(event) => onType(event.currentTarget.value)} />
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}
