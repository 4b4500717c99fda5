// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A file may be dropped anywhere on the page; without this the browser would open it in the page's place. */
export function useDrop(take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useLayoutEffect(() => {
    const moves = (event: DragEvent) => {
      event.preventDefault();
      setOver(event.type === 'dragover');
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    addEventListener('dragover', moves);
    addEventListener('dragleave', moves);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', moves);
      removeEventListener('dragleave', moves);
      removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
