// SPDX-License-Identifier: AGPL-3.0-or-later
// A map drawn from coordinates alone: no picture comes from elsewhere. The list beside it says the same in words.
import { useMemo, useState } from 'preact/hooks';
import { number, plural, t } from '../../texts';
import { Button } from '../../ui/kit';
import type { Point } from './services';

const width = 440;
const height = 320;
const margin = 40;
const clusterAt = 34;
const kmPerDegree = 111.32;

type Spot = Point & { x: number; y: number };
export type Cluster = { x: number; y: number; points: Point[]; label: string };

type Frame = { latitude: number; longitude: number; kmPerPixel: number };

export function frameOf(points: Point[]): Frame {
  const latitudes = points.map((point) => point.latitude);
  const longitudes = points.map((point) => point.longitude);
  const low = { latitude: Math.min(...latitudes), longitude: Math.min(...longitudes) };
  const high = { latitude: Math.max(...latitudes), longitude: Math.max(...longitudes) };
  const latitude = (low.latitude + high.latitude) / 2;
  const longitude = (low.longitude + high.longitude) / 2;
  const tall = (high.latitude - low.latitude) * kmPerDegree;
  const broad = (high.longitude - low.longitude) * kmPerDegree * Math.cos((latitude * Math.PI) / 180);
  return { latitude, longitude, kmPerPixel: Math.max(tall / (height - 2 * margin), broad / (width - 2 * margin), 0.005) };
}

function place(point: Point, frame: Frame): Spot {
  const across = (point.longitude - frame.longitude) * kmPerDegree * Math.cos((frame.latitude * Math.PI) / 180);
  const up = (point.latitude - frame.latitude) * kmPerDegree;
  return { ...point, x: width / 2 + across / frame.kmPerPixel, y: height / 2 - up / frame.kmPerPixel };
}

/** Points that would lie on each other become one mark with their number, named by their most frequent town. */
export function clusters(points: Point[], frame: Frame): Cluster[] {
  const out: { x: number; y: number; points: Point[] }[] = [];
  for (const spot of points.map((point) => place(point, frame))) {
    const near = out.find((one) => Math.hypot(one.x - spot.x, one.y - spot.y) < clusterAt);
    if (near) near.points.push(spot);
    else out.push({ x: spot.x, y: spot.y, points: [spot] });
  }
  const named = new Set<string>();
  return out.sort((a, b) => b.points.length - a.points.length).map((one) => {
    const towns = new Map<string, number>();
    for (const point of one.points) if (point.city) towns.set(point.city, (towns.get(point.city) ?? 0) + 1);
    const town = [...towns].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
    const label = named.has(town) ? '' : town;
    named.add(town);
    return { ...one, label };
  });
}

function scaleKm(kmPerPixel: number): number {
  const most = kmPerPixel * 140;
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
}

export function ServiceMap({ points, onOpen }: { points: Point[]; onOpen: (id: string) => void }) {
  const all = useMemo(() => frameOf(points), [points]);
  const [frame, setFrame] = useState<Frame | null>(null);
  const shown = frame ?? all;
  const marks = useMemo(() => clusters(points, shown)
    .filter((mark) => mark.x > -20 && mark.x < width + 20 && mark.y > -20 && mark.y < height + 20), [points, shown]);
  const zoom = (factor: number) => setFrame({ ...shown, kmPerPixel: Math.max(0.005, shown.kmPerPixel * factor) });
  const move = (across: number, up: number) => setFrame({
    ...shown,
    longitude: shown.longitude + (across * width * shown.kmPerPixel) / (kmPerDegree * Math.cos((shown.latitude * Math.PI) / 180)),
    latitude: shown.latitude + (up * height * shown.kmPerPixel) / kmPerDegree,
  });
  const openMark = (mark: Cluster) => {
    const only = mark.points[0];
    if (mark.points.length === 1 && only) onOpen(only.id);
    else setFrame({ ...frameOf(mark.points), kmPerPixel: Math.min(frameOf(mark.points).kmPerPixel, shown.kmPerPixel / 2) });
  };
  if (points.length === 0) return <p class="empty">{t('map.none')}</p>;
  const km = scaleKm(shown.kmPerPixel);
  const bar = km / shown.kmPerPixel;
  return (
    <figure class="map" dir="ltr">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={plural('map.name', points.length)}>
        {Array.from({ length: 7 }, (_, n) => <path key={`v${n}`} class="map-line" d={`M${(n + 1) * 55} 0V${height}`} />)}
        {Array.from({ length: 4 }, (_, n) => <path key={`h${n}`} class="map-line" d={`M0 ${(n + 1) * 64}H${width}`} />)}
        {marks.map((mark) => {
          const size = Math.min(20, 8 + Math.sqrt(mark.points.length) * 2.5);
          return (
            <g key={`${mark.points[0]?.id}`} class="map-mark" onClick={() => openMark(mark)}>
              <title>{mark.points.length === 1 ? mark.points[0]?.name : plural('map.cluster', mark.points.length)}</title>
              <circle cx={mark.x} cy={mark.y} r={size} />
              {mark.points.length > 1 && <text class="map-count" x={mark.x} y={mark.y + 4}>{mark.points.length}</text>}
              {mark.label && <text class="map-town" x={mark.x} y={mark.y + size + 13}>{mark.label}</text>}
            </g>
          );
        })}
        <path class="map-scale" d={`M20 ${height - 18}v6h${bar}v-6`} />
        <text class="map-town map-scale-words" x={20} y={height - 24}>{t('map.km', { km: number(km, 2) })}</text>
      </svg>
      <figcaption class="actions">
        <Button kind="quiet" icon="plus" onClick={() => zoom(0.6)}>{t('map.in')}</Button>
        <Button kind="quiet" onClick={() => zoom(1.6)}>{t('map.out')}</Button>
        <Button kind="quiet" onClick={() => move(0, 0.25)}>{t('map.north')}</Button>
        <Button kind="quiet" onClick={() => move(0, -0.25)}>{t('map.south')}</Button>
        <Button kind="quiet" onClick={() => move(-0.25, 0)}>{t('map.west')}</Button>
        <Button kind="quiet" onClick={() => move(0.25, 0)}>{t('map.east')}</Button>
        <Button kind="quiet" onClick={() => setFrame(null)}>{t('map.all')}</Button>
      </figcaption>
    </figure>
  );
}
