// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { client } from '../../shell/session';
import { t } from '../../texts';
import { FileField } from '../../ui/file_field';
import { fromBase64, readFile, saveFile, toBase64 } from '../../ui/files';
import { Answered, Button, Empty, ErrorNotice, Section, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';

export function Partners() {
  const own = useAsk(() => client.ownCard(), []);
  const cards = useAsk(() => client.cards(), [], (event) => event.event === 'record.changed' && event.kind === 'card');
  return (
    <>
      <Section title={t('card.own')}>
        <p>{t('card.own_what')}</p>
        <Answered asked={own} what={t('card.waiting')}>
          {(card) => (
            <>
              <p>{t('card.fingerprint')}: <span class="mono strong" dir="ltr">{card.fingerprint}</span></p>
              <div><Button icon="file" onClick={() => saveFile('card.amparo-card', fromBase64(card.file), 'application/octet-stream')}>
                {t('card.save')}</Button></div>
            </>
          )}
        </Answered>
      </Section>
      <Section title={t('card.partners')}>
        <Answered asked={cards} what={t('card.waiting')}>
          {({ cards: all }) => (
            <>
              {all.length === 0 && <Empty>{t('card.none')}</Empty>}
              <ul class="stack-small">
                {all.map((card) => (
                  <li key={card.id}><span class="strong" dir="auto">{card.organization}</span>{' '}
                    <span class="mono small" dir="ltr">{card.fingerprint}</span></li>
                ))}
              </ul>
            </>
          )}
        </Answered>
      </Section>
      <AddCard onDone={cards.again} />
    </>
  );
}

function AddCard({ onDone }: { onDone: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [fingerprint, setFingerprint] = useState('');
  const [error, setError] = useState<unknown>(null);
  const add = async () => {
    if (!file) return;
    setError(null);
    try {
      const added = await client.addCard(toBase64(await readFile(file)), fingerprint.trim());
      say(t('card.added', { name: added.organization }));
      setFile(null);
      setFingerprint('');
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('card.add')}>
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <FileField label={t('card.file')} onFiles={(files) => setFile(files[0] ?? null)} />
        {file && <p class="small" role="status">{t('card.chosen', { name: file.name })}</p>}
        <TextField label={t('card.fingerprint')} help={t('card.fingerprint_help')} value={fingerprint} onInput={setFingerprint} direction="ltr" />
        <ErrorNotice error={error} />
        <div><Button kind="primary" type="submit" disabled={!file || fingerprint.trim() === ''}>{t('card.add')}</Button></div>
      </form>
    </Section>
  );
}
