// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages of a document as pictures that the engine drew, one at a time: nothing of the file reaches the browser. Beside each its words.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EngineError } from '../../engine/engine';
import type { PageSize, PageShown } from '../../engine/shapes_legal';
import { client } from '../../shell/session';
import { number, t } from '../../texts';
import { fromBase64 } from '../../ui/files';
import { Button, ErrorNotice, SelectField, Waiting } from '../../ui/kit';

export const zooms = [1, 1.5, 2, 3] as const;
export const pixelsOfZoom = (zoom: number): number => Math.round(1200 * zoom);

/** Which page a key leads to. */
export function pageAfter(key: string, page: number, pages: number): number {
  if (key === 'PageDown') return Math.min(pages, page + 1);
  if (key === 'PageUp') return Math.max(1, page - 1);
  return page;
}

/** Which zoom a key leads to. */
export function zoomAfter(key: string, zoom: number): number {
  const at = zooms.findIndex((one) => one === zoom);
  if (key === '+' || key === '=') return zooms[Math.min(zooms.length - 1, at + 1)] ?? 1;
  if (key === '-') return zooms[Math.max(0, at - 1)] ?? 1;
  return key === '0' ? 1 : zoom;
}

/** Whose pages are looked at is forgotten by the engine when the screen ends. */
export function useClosed(id: string): void {
  useLayoutEffect(() => () => { void client.closeDocument(id).catch(() => undefined); }, [id]);
}

type Drawn = { page: number; url: string; text: string };

function toDrawn(shown: PageShown): Drawn {
  return { page: shown.page, text: shown.text, url: URL.createObjectURL(new Blob([fromBase64(shown.data) as BlobPart], { type: 'image/png' })) };
}

/** The engine has the pages of one document at a time: another window may have asked for another's. */
async function draw(id: string, page: number, width: number): Promise<PageShown> {
  try {
    return await client.documentPage({ id, page, width });
  } catch (problem) {
    if (!(problem instanceof EngineError) || problem.code !== 'not_found') throw problem;
    await client.documentPages(id);
    return client.documentPage({ id, page, width });
  }
}

/** The picture stays while a larger one is drawn, but never under another page's number. */
function usePage(id: string, page: number, zoom: number): { drawn: Drawn | null; error: unknown } {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let here = true;
    setError(null);
    draw(id, page, pixelsOfZoom(zoom)).then(
      (shown) => { if (here) setDrawn(toDrawn(shown)); },
      (problem: unknown) => { if (here) setError(problem); },
    );
    return () => { here = false; };
  }, [id, page, zoom]);
  useLayoutEffect(() => () => { if (drawn) URL.revokeObjectURL(drawn.url); }, [drawn]);
  return { drawn: drawn?.page === page ? drawn : null, error };
}

type Props = {
  id: string;
  name: string;
  sizes: PageSize[];
  page: number;
  onPage: (page: number) => void;
  /** Drawn over the picture, in points of the page. */
  over?: ComponentChildren;
  sheet?: { ref: { current: SVGSVGElement | null }; class: string; on: Record<string, (event: PointerEvent) => void> };
  /** True: the key was for what lies on the page. */
  onKey?: (event: KeyboardEvent) => boolean;
};

export function Pages({ id, name, sizes, page, onPage, over, sheet, onKey }: Props) {
  const [zoom, setZoom] = useState<number>(1);
  const { drawn, error } = usePage(id, page, zoom);
  const room = useRef<HTMLDivElement>(null);
  const size = sizes[page - 1];
  useLayoutEffect(() => { room.current?.scrollTo?.(0, 0); }, [page]);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (onKey?.(event)) {
      event.preventDefault();
      return;
    }
    const next = pageAfter(event.key, page, sizes.length);
    const nextZoom = zoomAfter(event.key, zoom);
    if (next === page && nextZoom === zoom) return;
    event.preventDefault();
    onPage(next);
    setZoom(nextZoom);
  };
  if (!size) return null;
  return (
    <div class="stack">
      <div class="page-bar">
        <Button kind="quiet" label={t('pages.before')} disabled={page <= 1} onClick={() => onPage(page - 1)}>‹</Button>
        <SelectField label={t('pages.page')} value={String(page)} onChange={(chosen) => onPage(Number(chosen))}
          options={sizes.map((_, at) => ({ code: String(at + 1), label: t('pages.of', { page: number(at + 1), pages: number(sizes.length) }) }))} />
        <Button kind="quiet" label={t('pages.after')} disabled={page >= sizes.length} onClick={() => onPage(page + 1)}>›</Button>
        <SelectField label={t('pages.zoom')} value={String(zoom)} onChange={(chosen) => setZoom(Number(chosen))}
          options={zooms.map((one) => ({ code: String(one), label: `${number(one * 100)} %` }))} />
      </div>
      <p class="hidden" role="status">{t('pages.of', { page: number(page), pages: number(sizes.length) })}</p>
      <ErrorNotice error={error} />
      <div class="page-room" ref={room} tabIndex={0} role="region" aria-label={t('pages.region', { page: number(page), name })} onKeyDown={press}>
        <svg class={`page-sheet page-zoom-${zooms.findIndex((one) => one === zoom)} ${sheet?.class ?? ''}`} viewBox={`0 0 ${size.width} ${size.height}`}
          role="img" aria-label={t('pages.picture', { page: number(page), pages: number(sizes.length), name })} ref={sheet?.ref} {...sheet?.on}>
          <rect class="page-paper" width={size.width} height={size.height} />
          {drawn && <image href={drawn.url} width={size.width} height={size.height} preserveAspectRatio="none" />}
          {over}
        </svg>
      </div>
      {!drawn && !error && <Waiting what={t('pages.waiting')} />}
      {drawn && (
        <details class="more">
          <summary>{t('pages.words')}</summary>
          {drawn.text.trim() === '' ? <p class="small muted">{t('document.no_words')}</p>
            : <pre class="document-text" dir="auto" tabIndex={0} aria-label={t('pages.words_of', { page: number(page), name })}>{drawn.text}</pre>}
        </details>
      )}
      <p class="small muted">{t('pages.keys')}</p>
    </div>
  );
}
