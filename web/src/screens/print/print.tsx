// SPDX-License-Identifier: AGPL-3.0-or-later
// A summary of a person on paper, with each answer left in or out by hand.
import { useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { who } from '../../shell/session';
import { language, plural, t } from '../../texts';
import { Answered, Button, CheckField, Empty, Notice, Screen, Section } from '../../ui/kit';
import { longDate } from '../../words/dates';
import type { PersonFields, Shareable } from '../release/fields';
import { personFields } from '../release/fields';

const leftOutAtFirst = new Set(['location', 'legal', 'immigration', 'narrative', 'statistics']);

export function PrintScreen({ person }: { person: string }) {
  const asked = useAsk(() => personFields(person), [person, language.value]);
  return (
    <Screen title={t('print.title')} lead={t('print.lead')} wide>
      <Answered asked={asked} what={t('person.opening')}>{(value) => <Choosing all={value} />}</Answered>
    </Screen>
  );
}

function Choosing({ all }: { all: PersonFields }) {
  const [out, setOut] = useState<Set<string>>(new Set(all.fields.filter((field) => leftOutAtFirst.has(field.part)).map((field) => field.name)));
  const kinds = [...new Set(all.fields.map((field) => field.kind))];
  const kept = all.fields.filter((field) => !out.has(field.name));
  const toggle = (field: Shareable, on: boolean) => {
    const next = new Set(out);
    if (on) next.delete(field.name);
    else next.add(field.name);
    setOut(next);
  };
  return (
    <div class="print-choose">
      <div class="stack no-print">
        <Notice kind="warn" title={t('print.not_logged')}><p>{t('print.not_logged_what')}</p></Notice>
        {kinds.map((kind) => (
          <Section key={kind} title={kind}>
            {all.fields.filter((field) => field.kind === kind).map((field) => (
              <CheckField key={field.name} label={field.label} detail={<bdi>{field.value}</bdi>} checked={!out.has(field.name)}
                onChange={(on) => toggle(field, on)} />
            ))}
          </Section>
        ))}
        <div class="form-foot">
          <span class="small muted" role="status">{plural('print.kept', kept.length)}</span>
          <Button kind="primary" icon="print" onClick={() => print()} disabled={kept.length === 0}>{t('do.print')}</Button>
        </div>
      </div>
      <article class="card letter" aria-label={t('print.page')}>
        <p class="small">{longDate(new Date())} · {who.value?.organization}</p>
        <h2>{t('print.summary')}</h2>
        {kept.length === 0 && <Empty>{t('print.nothing')}</Empty>}
        {kinds.map((kind) => {
          const fields = kept.filter((field) => field.kind === kind);
          return fields.length > 0 && (
            <section key={kind} class="stack-small">
              <h3>{kind}</h3>
              <dl class="facts">
                {fields.map((field) => <div key={field.name}><dt><bdi>{field.label}</bdi></dt><dd class="keep-lines" dir="auto">{field.value}</dd></div>)}
              </dl>
            </section>
          );
        })}
      </article>
    </div>
  );
}
