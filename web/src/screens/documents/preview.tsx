// SPDX-License-Identifier: AGPL-3.0-or-later
// A document inside the page: a picture as a picture, text as text, a PDF page by page. Nothing that came in a file is run, and
// nothing of it stays when the screen ends.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Document, PageSize } from '../../engine/shapes_legal';
import { client } from '../../shell/session';
import { t } from '../../texts';
import { fromBase64 } from '../../ui/files';
import { Button, ErrorNotice, Notice, Section, Waiting } from '../../ui/kit';
import { Pages, useClosed } from './pages';

type Shown = { picture: string } | { text: string; whole: boolean } | { pages: PageSize[] } | 'not_shown';

async function read({ id, type }: Document): Promise<Shown> {
  if (type === 'application/pdf') return { pages: (await client.documentPages(id)).pages };
  const preview = await client.previewDocument(id);
  if (!preview.shown) return 'not_shown';
  if (preview.text !== undefined) return { text: preview.text, whole: preview.is_whole };
  if (preview.data === undefined) return 'not_shown';
  return { picture: URL.createObjectURL(new Blob([fromBase64(preview.data) as BlobPart], { type: preview.type })) };
}

export function Preview({ document: one }: { document: Document }) {
  const { name } = one;
  const [shown, setShown] = useState<Shown | null>(null);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const here = useRef(true);
  const picture = shown !== null && shown !== 'not_shown' && 'picture' in shown ? shown.picture : undefined;
  useLayoutEffect(() => () => { here.current = false; }, []);
  useLayoutEffect(() => () => { if (picture !== undefined) URL.revokeObjectURL(picture); }, [picture]);
  const look = async () => {
    if (working) return;
    setWorking(true);
    setError(null);
    try {
      const what = await read(one);
      if (here.current) setShown(what);
      else if (what !== 'not_shown' && 'picture' in what) URL.revokeObjectURL(what.picture);
    } catch (problem) {
      if (here.current) setError(problem);
    } finally {
      if (here.current) setWorking(false);
    }
  };
  return (
    <Section title={t('document.look_title')} actions={shown === null && <Button kind="primary" icon="search" disabled={working} onClick={() => void look()}>{t('document.look')}</Button>}>
      {shown === null && <p class="muted">{t('document.look_what')}</p>}
      {working && <Waiting what={t('document.waiting')} />}
      <ErrorNotice error={error} />
      {shown === 'not_shown' && <Notice live><p>{t('document.not_shown')}</p></Notice>}
      {picture !== undefined && <img class="document-picture" src={picture} alt={t('document.picture', { name })} />}
      {shown !== null && shown !== 'not_shown' && 'pages' in shown && <Looked id={one.id} name={name} sizes={shown.pages} />}
      {shown !== null && shown !== 'not_shown' && 'text' in shown && (
        <>
          <pre class="document-text" dir="auto" tabIndex={0} aria-label={t('document.words_of', { name })}>{shown.text}</pre>
          {!shown.whole && <p class="small muted">{t('document.not_whole')}</p>}
        </>
      )}
    </Section>
  );
}

function Looked({ id, name, sizes }: { id: string; name: string; sizes: PageSize[] }) {
  const [page, setPage] = useState(1);
  useClosed(id);
  return <Pages id={id} name={name} sizes={sizes} page={page} onPage={setPage} />;
}
