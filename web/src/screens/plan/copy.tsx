// SPDX-License-Identifier: AGPL-3.0-or-later
// The plan in the person's hands, in their language, on paper or as they like.
import { useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { client } from '../../shell/session';
import { coded, list, t, translate } from '../../texts';
import { Answered, Button, Empty, ErrorNotice, Notice, RadioField, Screen } from '../../ui/kit';
import { writtenWhen } from '../../words/dates';

type Own = 'en' | 'es';

export function CopyScreen({ person }: { person: string }) {
  const [chosen, setOwn] = useState<Own | undefined>(undefined);
  const asked = useAsk(() => client.ownCopy(person, chosen), [person, chosen]);
  const [error, setError] = useState<unknown>(null);
  const give = async () => {
    setError(null);
    try {
      await client.giveCopy(person, own);
      print();
    } catch (problem) {
      setError(problem);
    }
  };
  const own: Own = chosen ?? (asked.value?.language === 'es' ? 'es' : 'en');
  return (
    <Screen title={t('plan.copy')} lead={t('plan.copy_lead')}
      actions={<Button kind="primary" icon="print" onClick={() => void give()} disabled={asked.value === null}>{t('do.print')}</Button>}>
      <div class="no-print stack">
        <RadioField label={t('plan.copy_language')} value={own} onChange={setOwn}
          options={[{ code: 'en', label: 'English' }, { code: 'es', label: 'Español' }]} />
        <Notice kind="warn"><p>{t('plan.copy_warning')}</p></Notice>
      </div>
      <ErrorNotice error={error} />
      <Answered asked={asked} what={t('plan.copy_waiting')}>
        {(copy) => (
          <>
            {copy.sealed.length > 0 && (
              <p class="small muted no-print">{t('plan.copy_sealed', { parts: list(copy.sealed.map((part) => coded('part', part))) })}</p>
            )}
            <article class="card letter" lang={copy.language} dir="ltr" aria-label={t('plan.copy')}>
              <h2>{translate(own, 'plan.copy_of', { name: copy.chosen_name })}</h2>
              <p class="small">{writtenWhen(copy.made, own)}</p>
              {copy.sections.length === 0 && <Empty>{translate(own, 'plan.copy_empty')}</Empty>}
              {copy.sections.map((section) => (
                <section key={section.kind} class="stack-small">
                  <h3>{section.title}</h3>
                  {section.items.map((lines, at) => (
                    <dl class="facts copy-item" key={at}>
                      {lines.map((line) => <div key={line.label}><dt>{line.label}</dt><dd class="keep-lines" dir="auto">{line.value}</dd></div>)}
                    </dl>
                  ))}
                </section>
              ))}
            </article>
          </>
        )}
      </Answered>
    </Screen>
  );
}
