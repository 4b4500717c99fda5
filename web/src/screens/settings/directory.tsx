// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import { client } from '../../shell/session';
import { number, t } from '../../texts';
import { FileField } from '../../ui/file_field';
import { saveFile } from '../../ui/files';
import { Button, ErrorNotice, Notice, Section, TextField, Waiting } from '../../ui/kit';
import { localDate } from '../../words/dates';

type Counts = Awaited<ReturnType<typeof client.importDirectory>>;

export function DirectorySettings() {
  const [files, setFiles] = useState<File[]>([]);
  const [source, setSource] = useState('');
  const [counts, setCounts] = useState<(Counts & { dry: boolean }) | null>(null);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const take = async (dry: boolean) => {
    setWorking(true);
    setError(null);
    try {
      const texts = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
      const mapping = texts.find((one) => one.name === 'mapping.json');
      const answer = await client.importDirectory({
        source: source.trim(), dry_run: dry, files: texts.filter((one) => one !== mapping),
        ...(mapping ? { mapping: JSON.parse(mapping.text) as Json } : {}),
      });
      setCounts({ ...answer, dry });
    } catch (problem) {
      setError(problem);
    } finally {
      setWorking(false);
    }
  };
  const give = async () => {
    setError(null);
    try {
      const all = await client.engine.call('directory.export', {});
      saveFile(`directory-${localDate()}.json`, JSON.stringify(all.services ?? [], null, 1), 'application/json');
    } catch (problem) {
      setError(problem);
    }
  };
  const ready = files.length > 0 && source.trim() !== '' && !working;
  return (
    <>
      <Section title={t('import.title')}>
        <p>{t('import.what')}</p>
        <FileField label={t('import.files')} help={t('import.files_help')} multiple accept=".json,.csv" onFiles={setFiles} />
        {files.length > 0 && <p class="small" role="status">{files.map((file) => file.name).join(', ')}</p>}
        <TextField label={t('import.source')} help={t('import.source_help')} value={source} onInput={setSource} />
        {working && <Waiting what={t('import.working')} />}
        {counts && (
          <Notice kind="good" live title={counts.dry ? t('import.would') : t('import.done')}>
            <p>{t('import.counts', { created: number(counts.created), updated: number(counts.updated), unchanged: number(counts.unchanged),
              aside: number(counts.set_aside.length) })}</p>
          </Notice>
        )}
        <div class="actions">
          <Button onClick={() => void take(true)} disabled={!ready}>{t('import.try')}</Button>
          <Button kind="primary" onClick={() => void take(false)} disabled={!ready}>{t('import.do')}</Button>
        </div>
      </Section>
      <Section title={t('export.title')}>
        <p>{t('export.what')}</p>
        <div><Button icon="file" onClick={() => void give()}>{t('do.save_file')}</Button></div>
      </Section>
      <ErrorNotice error={error} />
    </>
  );
}
