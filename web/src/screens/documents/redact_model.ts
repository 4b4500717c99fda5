// SPDX-License-Identifier: AGPL-3.0-or-later
// What is marked in a document, step by step so that each can be taken back; rectangles in points of their page.
import type { RedactMark } from '../../engine/shapes_legal';

export const canRedact = (type: string): boolean => ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'].includes(type);

export type Size = { width: number; height: number };
export type Area = { page: number; left: number; top: number; right: number; bottom: number };
export type Point = { x: number; y: number };

/** `of`: what the last step moved; moving it further is the same step. */
export type Steps = { before: RedactMark[][]; now: RedactMark[]; after: RedactMark[][]; of: number | null };

export const noSteps: Steps = { before: [], now: [], after: [], of: null };

export function stepped(steps: Steps, now: RedactMark[], of: number | null = null): Steps {
  const same = of !== null && steps.of === of;
  return { before: same ? steps.before : [...steps.before, steps.now], now, after: [], of };
}

export function undone(steps: Steps): Steps {
  const now = steps.before.at(-1);
  return now === undefined ? steps : { before: steps.before.slice(0, -1), now, after: [steps.now, ...steps.after], of: null };
}

export function redone(steps: Steps): Steps {
  const [now, ...after] = steps.after;
  return now === undefined ? steps : { before: [...steps.before, steps.now], now, after, of: null };
}

export function areaOf(mark: RedactMark | undefined): Area | null {
  if (mark?.page === undefined || mark.left === undefined || mark.top === undefined || mark.right === undefined || mark.bottom === undefined) return null;
  return { page: mark.page, left: mark.left, top: mark.top, right: mark.right, bottom: mark.bottom };
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
export const smallest = 6;

/** The rectangle between two corners, whichever they are; too small a one is a slip of the hand. */
export function between(page: number, a: Point, b: Point, size: Size): Area | null {
  const x = (value: number) => within(value, 0, size.width);
  const y = (value: number) => within(value, 0, size.height);
  const area = { page, left: x(Math.min(a.x, b.x)), top: y(Math.min(a.y, b.y)), right: x(Math.max(a.x, b.x)), bottom: y(Math.max(a.y, b.y)) };
  return area.right - area.left < smallest || area.bottom - area.top < smallest ? null : area;
}

export function inTheMiddle(page: number, size: Size): Area {
  return { page, left: size.width * 0.3, top: size.height * 0.45, right: size.width * 0.7, bottom: size.height * 0.52 };
}

export function moved(area: Area, dx: number, dy: number, size: Size): Area {
  const x = within(dx, -area.left, size.width - area.right);
  const y = within(dy, -area.top, size.height - area.bottom);
  return { ...area, left: area.left + x, right: area.right + x, top: area.top + y, bottom: area.bottom + y };
}

export function resized(area: Area, dx: number, dy: number, size: Size): Area {
  return {
    ...area,
    right: within(area.right + dx, Math.min(size.width, area.left + smallest), size.width),
    bottom: within(area.bottom + dy, Math.min(size.height, area.top + smallest), size.height),
  };
}

const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
export const stepPoints = 6;

/** Arrows move a rectangle, with Shift they make it larger or smaller; other keys are not for it. */
export function afterKey(area: Area, key: string, shift: boolean, size: Size): Area | null {
  const way = arrows[key];
  if (!way) return null;
  return (shift ? resized : moved)(area, way[0] * stepPoints, way[1] * stepPoints, size);
}
