// SPDX-License-Identifier: AGPL-3.0-or-later
// Shift pressed three times alone leaves, as the "exit this page" pattern of GOV.UK has it.
const withinMs = 5_000;

export function watchShift(leave: () => void, target: EventTarget = document): () => void {
  let times: number[] = [];
  let alone = false;
  const down = (event: Event) => {
    const key = (event as KeyboardEvent).key;
    if (key !== 'Shift') {
      times = [];
      alone = false;
      return;
    }
    if (!(event as KeyboardEvent).repeat) alone = true;
  };
  const up = (event: Event) => {
    if ((event as KeyboardEvent).key !== 'Shift' || !alone) return;
    const now = event.timeStamp;
    times = [...times.filter((at) => now - at < withinMs), now];
    if (times.length < 3) return;
    times = [];
    leave();
  };
  target.addEventListener('keydown', down, true);
  target.addEventListener('keyup', up, true);
  return () => {
    target.removeEventListener('keydown', down, true);
    target.removeEventListener('keyup', up, true);
  };
}
