// SPDX-License-Identifier: AGPL-3.0-or-later
// Drawn for this page: strokes on a grid of 24. Always beside words, so hidden from screen readers.
const strokes = {
  today: 'M5 6h14v13H5zM5 10h14M9 3v5M15 3v5',
  people: 'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19c.6-3.4 3-5 6-5s5.400 1.600 6 5M16 10.500a2.700 2.700 0 1 0-1-5.200M17.500 14c2 .5 3.200 2.200 3.500 5',
  directory: 'M12 21s7-6.200 7-11.200A7 7 0 0 0 5 9.800C5 14.800 12 21 12 21zM12 12.300a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  referral: 'M4 12h13M12 6l6 6-6 6M21 4v16',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20 20',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  exit: 'M10 4H5v16h5M9 12h11M16 7.500l4.500 4.500-4.500 4.500',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  cross: 'M6 6l12 12M18 6L6 18',
  warn: 'M12 4L2.500 20h19zM12 10v4.500M12 17.200v.300',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.500M12 7.700v.300',
  phone: 'M6 3h4l1.500 5-2.300 1.600a11 11 0 0 0 5.200 5.200l1.600-2.300 5 1.500v4c-8 1.500-16.500-7-15-15z',
  seal: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  note: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3',
  scales: 'M12 4v16M8 20h8M5 8h14M5 8l-2.500 6h5zM19 8l-2.500 6h5z',
  matter: 'M3 8h18v11H3zM9 8V5h6v3M3 13h18M12 11.500v3',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2',
  back: 'M19 12H5M11 6l-6 6 6 6',
  edit: 'M5 19l1-4L16.500 4.500l3 3L9 18zM14 7l3 3',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M18.400 5.600L17 7M7 17l-1.400 1.400',
  moon: 'M19 14.500A8 8 0 0 1 9.500 5a8 8 0 1 0 9.500 9.500z',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4M12 10v7M9 14l3 3 3-3',
  key: 'M8.500 15.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 11.500h9M18 11.500v3.500',
  bed: 'M3 19V6M3 15h18v4M21 15v-2a3 3 0 0 0-3-3h-8v5M6.500 12.500a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600z',
  more: 'M6 9l6 6 6-6',
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name }: { name: IconName }) {
  const turns = name === 'back' || name === 'referral' || name === 'exit';
  return (
    <svg class={turns ? 'icon icon-turns' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={strokes[name]} />
    </svg>
  );
}
