// SPDX-License-Identifier: AGPL-3.0-or-later
// A report's figures held against their counts. Needs no vault, and nothing of it is kept.
import { useRef, useState } from 'preact/hooks';
import type { AuditReport } from '../../engine/shapes';
import { client } from '../../shell/session';
import { language, t } from '../../texts';
import { useDrop } from '../../ui/drop';
import { FileField } from '../../ui/file_field';
import { readFile, saveFile, toBase64 } from '../../ui/files';
import { Button, ErrorNotice, Notice, Screen, Section, TextField, Waiting } from '../../ui/kit';
import { Results } from './results';

type Given = { text: string } | { data: string };

/** In base64 it has to fit in one call to the host, with room. */
const fileBytesMax = 64 * 1024 * 1024;

const spoken = () => (language.value === 'es' ? 'es' : 'en');

export function AuditScreen({ onBack }: { onBack?: () => void }) {
  const [text, setText] = useState('');
  const [given, setGiven] = useState<{ what: Given; name: string } | null>(null);
  const [report, setReport] = useState<AuditReport | null>(null);
  const [working, setWorking] = useState(false);
  const [several, setSeveral] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const turn = useRef(0);

  /** The answer to what was asked last is shown, whatever came in between. */
  const check = async (name: string, read: () => Promise<Given>) => {
    const mine = ++turn.current;
    setWorking(true);
    setError(null);
    setReport(null);
    try {
      const what = await read();
      const found = await client.auditReport(what, spoken());
      if (mine !== turn.current) return;
      setGiven({ what, name });
      setReport(found);
    } catch (problem) {
      if (mine === turn.current) setError(problem);
    } finally {
      if (mine === turn.current) setWorking(false);
    }
  };
  const take = (files: File[]) => {
    const [file] = files;
    setSeveral(files.length > 1);
    setTooLarge(file !== undefined && file.size > fileBytesMax);
    if (file && file.size <= fileBytesMax) void check(file.name, async () => ({ data: toBase64(await readFile(file)) }));
  };
  const over = useDrop(take);
  const save = async () => {
    if (!given) return;
    try {
      const { page } = await client.annotatedReport(given.what, spoken());
      saveFile(`${given.name.replace(/\.[^.]*$/, '')}-${t('audit.copy_name')}.html`, page, 'text/html');
    } catch (problem) {
      setError(problem);
    }
  };

  return (
    <Screen title={t('audit.title')} lead={<p>{t('audit.lead')}</p>} wide onBack={onBack}>
      <div class="no-print"><Section title={t('audit.report')}>
        <div class="audit-given">
          <div class={over ? 'drop drop-over' : 'drop'}>
            <FileField label={t('audit.file')} help={t('audit.file_help')} accept=".txt,.md,.html,.htm,.docx,.pdf" onFiles={take} />
            <p class="small muted">{t('audit.drop')}</p>
          </div>
          <form class="stack" onSubmit={(event) => {
            event.preventDefault();
            setSeveral(false);
            setTooLarge(false);
            if (text.trim() !== '') void check(t('audit.pasted'), () => Promise.resolve({ text }));
          }}>
            <TextField label={t('audit.paste')} value={text} onInput={setText} long />
            <div><Button kind="primary" type="submit" icon="scales" disabled={working || text.trim() === ''}>{t('audit.check')}</Button></div>
          </form>
        </div>
        {working && <Waiting what={t('audit.working')} />}
        {several && <Notice><p>{t('audit.one_at_a_time')}</p></Notice>}
        {tooLarge && <Notice kind="error" live><p>{t('audit.too_large')}</p></Notice>}
        <ErrorNotice error={error} />
      </Section></div>
      {report && <Results key={turn.current} report={report} name={given?.name ?? ''} onSave={() => void save()} />}
    </Screen>
  );
}
