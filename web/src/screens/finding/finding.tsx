// SPDX-License-Identifier: AGPL-3.0-or-later
// What was done to a person: act, means and purpose side by side, each with how it is known. No score; work stands apart.
import type { Json } from '../../engine/api';
import { FormFoot } from '../../forms/foot';
import { FormFields, ProblemSummary } from '../../forms/form_fields';
import { handedIn } from '../../forms/values';
import type { Begun } from '../../forms/work';
import { useBegun, useWork } from '../../forms/work';
import { useAsk, useSettled } from '../../shell/ask';
import { client } from '../../shell/session';
import { t } from '../../texts';
import { Answered, ErrorNotice, Notice, Screen, Section } from '../../ui/kit';
import { afterHandIn } from '../form/form';
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

  const handIn = async () => {
    const done = await work.handIn();
    if (done) await afterHandIn(done, form.label);
  };

  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void handIn(); }}>
      {begun.fromDraft && <Notice><p>{t('draft.goes_on')}</p></Notice>}
      {work.changedElsewhere && (
        <Notice kind="warn" live title={t('record.changed_elsewhere')}><p>{t('record.changed_elsewhere_what')}</p></Notice>
      )}
      <ProblemSummary form={form} problems={work.problems} round={work.round} />
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
      <ErrorNotice error={work.error} kept={t('form.kept')} />
      <FormFoot work={work} action={t('do.save')} afterDiscard={{ screen: 'person', person: about.person }} />
    </form>
  );
}
