// SPDX-License-Identifier: AGPL-3.0-or-later
// Where services lie, for the map. A secret place has no point: the engine gives none.
import type { Service } from '../../engine/shapes';

export type Point = { id: string; name: string; city: string; latitude: number; longitude: number };

export function pointsOf(services: Service[]): Point[] {
  return services.flatMap(({ id, name, city, latitude, longitude }) =>
    (latitude === undefined || longitude === undefined ? [] : [{ id, name, city: city ?? '', latitude, longitude }]));
}
