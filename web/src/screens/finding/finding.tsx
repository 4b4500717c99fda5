// SPDX-License-Identifier: AGPL-3.0-or-later
// What was done to a person: act, means and purpose side by side, each with how it is known. No score; work stands apart.
import type { Json } from '../../engine/api';
import { FormFields } from '../../forms/form_fields';
import { handedIn } from '../../forms/values';
import type { Begun } from '../../forms/work';
import { useBegun, useWork } from '../../forms/work';
import { useAsk, useSettled } from '../../shell/ask';
import { client } from '../../shell/session';
import { t } from '../../texts';
import { Answered, Screen, Section } from '../../ui/kit';
import { FilledForm } from '../form/form';
import { AssessmentView } from './assessment';
import { ElementColumn } from './element';

type Props = { person: string; record?: string; draft?: string };

const elements = [
  { list: 'acts', code: 'act' },
  { list: 'means', code: 'means' },
  { list: 'purposes', code: 'purpose' },
] as const;
const apart = ['sector'];
const first = ['from', 'to', 'place', 'age_at_time'];
const last = ['narrative', 'concluded_by', 'concluded_on'];

export function FindingScreen(props: Props) {
  const about = { kind: 'finding', ...props };
  const begun = useBegun(about);
  return (
    <Screen title={t('finding.title')} lead={t('finding.lead')} wide>
      <Answered asked={begun} what={t('form.opening')}>
        {(value) => <Finding begun={value} about={about} />}
      </Answered>
    </Screen>
  );
}

const ruleFields = ['age_at_time', 'acts', 'means', 'purposes'];

function Finding({ begun, about }: { begun: Begun; about: Props & { kind: string } }) {
  const work = useWork(begun, about);
  const { form } = begun;
  const known = [...elements.map((one) => one.list as string), ...apart, ...first, ...last];
  const more = form.fields.map((field) => field.name).filter((name) => !known.includes(name));
  const fields = form.fields.filter((field) => ruleFields.includes(field.name));
  const settled = useSettled(JSON.stringify(handedIn(fields, work.values)), 250);
  const assessed = useAsk(() => client.assess(JSON.parse(settled) as Json), [settled]);
  const part = (only: string[]) => <FormFields form={form} values={work.values} onChange={work.set} problems={work.problems} only={only} />;

  return (
    <FilledForm begun={begun} work={work} afterDiscard={{ screen: 'person', person: about.person }}>
      <Section title={t('finding.episode')}>{part(first)}</Section>
      <div class="elements">
        {elements.map((element) => {
          const field = form.fields.find((one) => one.name === element.list);
          return field && (
            <ElementColumn key={element.list} form={form} field={field} code={element.code} value={work.values[element.list]}
              problems={work.problems} onChange={(next) => work.set({ ...work.values, [element.list]: next })} />
          );
        })}
      </div>
      <Section title={t('finding.result')}>
        <Answered asked={assessed} what={t('finding.reading')}>{(value) => <AssessmentView value={value} />}</Answered>
      </Section>
      <Section title={t('finding.words')}>{part([...last, ...more])}</Section>
      <Section title={t('finding.apart')}>
        <p class="muted">{t('finding.apart_what')}</p>
        {part(apart)}
      </Section>
    </FilledForm>
  );
}
