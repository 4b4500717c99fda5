// SPDX-License-Identifier: AGPL-3.0-or-later
// The forms of this vault: look at each, add one of your own, translate it.
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import type { Form, ListedForm } from '../../engine/shapes';
import { FormFields } from '../../forms/form_fields';
import { useAsk } from '../../shell/ask';
import { client, forgetForms, form, who } from '../../shell/session';
import { language, t } from '../../texts';
import { FileField } from '../../ui/file_field';
import { Answered, Button, ErrorNotice, Notice, Section, Tag, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { Translate } from './translate';

export function FormsSettings() {
  const [shown, setShown] = useState('');
  const [translating, setTranslating] = useState('');
  const asked = useAsk(() => client.forms(), [], (event) => event.event === 'record.changed' && event.kind === 'form_declaration');
  return (
    <>
      <AddForm onAdded={(name) => { asked.again(); setShown(name); }} />
      <Section title={t('forms.title')}>
        <Answered asked={asked} what={t('forms.waiting')}>
          {({ forms }) => (
            <ul class="stack-small">
              {forms.filter((one) => !one.made_by_engine).map((one) => (
                <FormLine key={one.form} listed={one} shown={shown === one.form} onShow={() => setShown(shown === one.form ? '' : one.form)}
                  onTranslate={() => setTranslating(one.form)} />
              ))}
            </ul>
          )}
        </Answered>
      </Section>
      {translating !== '' && <Translate key={translating} kind={translating} onDone={() => { setTranslating(''); asked.again(); }} />}
    </>
  );
}

function FormLine({ listed, shown, onShow, onTranslate }:
  { listed: ListedForm; shown: boolean; onShow: () => void; onTranslate: () => void }) {
  const label = language.value === 'es' ? listed.label_es ?? listed.label : listed.label;
  return (
    <li class="group-item">
      <div class="group-head">
        <p class="strong">{label} {listed.own && <Tag kind="accent">{t('forms.own')}</Tag>} <span class="muted small">{t('forms.version', { n: listed.version })}</span></p>
        <div class="actions">
          <Button kind="quiet" expanded={shown} label={t('forms.preview_of', { what: label })} onClick={onShow}>{t('forms.preview')}</Button>
          {listed.own && <Button kind="quiet" label={t('forms.translate_of', { what: label })} onClick={onTranslate}>{t('forms.translate')}</Button>}
        </div>
      </div>
      {shown && <Preview kind={listed.form} />}
    </li>
  );
}

function Preview({ kind }: { kind: string }) {
  const asked = useAsk(() => form(kind), [kind, language.value]);
  return <Answered asked={asked} what={t('form.opening')}>{(shape) => <Trying shape={shape} />}</Answered>;
}

function Trying({ shape }: { shape: Form }) {
  const [values, setValues] = useState<Json>({});
  return (
    <div class="stack preview">
      <p class="small muted">{t('forms.preview_what')}</p>
      <FormFields form={shape} values={values} onChange={setValues} problems={{}} />
    </div>
  );
}

function AddForm({ onAdded }: { onAdded: (name: string) => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [bad, setBad] = useState('');
  if (who.value?.role !== 'coordinator') return null;
  const add = async () => {
    setError(null);
    setBad('');
    let declared: Json;
    try {
      declared = JSON.parse(text) as Json;
    } catch {
      setBad(t('forms.not_json'));
      return;
    }
    try {
      const added = await client.addForm(declared);
      forgetForms();
      setText('');
      say(t('forms.added', { name: added.form ?? '', n: added.version ?? 1 }));
      onAdded(added.form ?? '');
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('forms.add')}>
      <Notice><p>{t('forms.add_what')}</p></Notice>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <FileField label={t('forms.file')} accept=".json" onFiles={(files) => void files[0]?.text().then(setText)} />
        <TextField label={t('forms.text')} value={text} onInput={setText} long error={bad || undefined} direction="ltr" />
        <ErrorNotice error={error} />
        <div><Button kind="primary" type="submit" icon="plus" disabled={text.trim() === ''}>{t('forms.add')}</Button></div>
      </form>
    </Section>
  );
}
