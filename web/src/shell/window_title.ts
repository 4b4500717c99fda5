// SPDX-License-Identifier: AGPL-3.0-or-later
// What the window is called, and its icon: as somebody glancing at the screen should read it. Never about a person.
import { language, t } from '../texts';
import { Store } from '../ui/store';

export const titles = ['notes', 'calendar', 'recipes', 'timetable'] as const;
export type Title = (typeof titles)[number];
export const windowTitle = new Store<Title>('notes');

const strokes: Record<Title, string> = {
  notes: 'M9 9h14M9 16h14M9 23h9', calendar: 'M8 9h16v15H8zM8 14h16M12 6v5M20 6v5', recipes: 'M8 13h16v4a7 7 0 0 1-16 0zM12 9V6M16 9V6M20 9V6',
  timetable: 'M16 8a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM16 11v5l4 2',
};

export function titleNamed(name: string | undefined): Title { return titles.find((one) => one === name) ?? 'notes'; }

function icon(name: Title): string {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3d6472"/>'
    + `<path d="${strokes[name]}" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

export function startTitle(): void {
  const show = () => {
    document.title = t(`title.${windowTitle.value}`);
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link) link.href = windowTitle.value === 'notes' ? '/icon.svg' : icon(windowTitle.value);
  };
  windowTitle.follow(show);
  language.follow(show);
  show();
}
