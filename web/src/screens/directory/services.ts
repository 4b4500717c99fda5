// SPDX-License-Identifier: AGPL-3.0-or-later
// What lists and the map need of services: their words and where they lie. A secret place has no point.
import type { Json } from '../../engine/api';
import { client } from '../../shell/session';

export type Point = { id: string; name: string; city: string; latitude: number; longitude: number };

function pointOf(id: string, name: string, places: Json[]): Point | null {
  for (const place of places) {
    const { latitude, longitude } = place as { latitude?: unknown; longitude?: unknown };
    if (place['confidential'] === 'yes' || typeof latitude !== 'number' || typeof longitude !== 'number') continue;
    return { id, name, city: typeof place['city'] === 'string' ? place['city'] : '', latitude, longitude };
  }
  return null;
}

export async function pointsOf(services: { id: string; name: string }[]): Promise<Point[]> {
  const shown = await Promise.all(services.map(({ id }) => client.service(id)));
  return shown.flatMap((one, index) => {
    if ((one.service as Json)['confidential_address'] === 'yes') return [];
    const point = pointOf(one.id, services[index]?.name ?? '', one.locations);
    return point ? [point] : [];
  });
}
