// SPDX-License-Identifier: AGPL-3.0-or-later
// A document inside the page: a picture as a picture, text as text, the words of a PDF. Nothing that came in a file is run, and
// nothing of it stays when the screen ends.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { client } from '../../shell/session';
import { language, t } from '../../texts';
import { fromBase64 } from '../../ui/files';
import { Button, ErrorNotice, Notice, Section, Waiting } from '../../ui/kit';

type Shown = { picture: string } | { text: string; of: 'text' | 'pdf'; whole: boolean } | 'not_shown';

async function read(id: string): Promise<Shown> {
  const preview = await client.previewDocument(id);
  if (!preview.shown) return 'not_shown';
  if (preview.text !== undefined) return { text: preview.text, of: 'text', whole: preview.is_whole };
  if (preview.data === undefined) return 'not_shown';
  if (preview.type === 'application/pdf') {
    const { text } = await client.auditReport({ data: preview.data }, language.value === 'es' ? 'es' : 'en');
    return { text: text.map((piece) => piece.text).join('').replaceAll('\f', '\n\n'), of: 'pdf', whole: true };
  }
  return { picture: URL.createObjectURL(new Blob([fromBase64(preview.data) as BlobPart], { type: preview.type })) };
}

export function Preview({ id, name }: { id: string; name: string }) {
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
      const what = await read(id);
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
      {shown !== null && shown !== 'not_shown' && 'text' in shown && (
        <>
          {shown.of === 'pdf' && <p class="small muted">{t(shown.text.trim() === '' ? 'document.no_words' : 'document.words_only')}</p>}
          <pre class="document-text" dir="auto" tabIndex={0} aria-label={t('document.words_of', { name })}>{shown.text}</pre>
          {!shown.whole && <p class="small muted">{t('document.not_whole')}</p>}
        </>
      )}
    </Section>
  );
}
