// SPDX-License-Identifier: AGPL-3.0-or-later
// Any declared form, filled in or changed.
import type { ComponentChildren } from 'preact';
import { FormFoot } from '../../forms/foot';
import { FormFields, ProblemSummary } from '../../forms/form_fields';
import type { Begun, Done, Work } from '../../forms/work';
import { useBegun, useWork } from '../../forms/work';
import type { PersonView, Route } from '../../shell/router';
import { go, replace } from '../../shell/router';
import { client, errorWords } from '../../shell/session';
import { t } from '../../texts';
import { Answered, ErrorNotice, Notice, Screen } from '../../ui/kit';
import { say } from '../../ui/toasts';

type Props = { kind: string; person?: string; record?: string; draft?: string; given?: Record<string, string>; view?: PersonView };

export function FormScreen(props: Props) {
  const begun = useBegun(props);
  const title = begun.value ? (begun.value.record ? t('form.change', { what: begun.value.form.label }) : begun.value.form.label) : '…';
  return (
    <Screen title={title} lead={begun.value?.form.about}>
      <Answered asked={begun} what={t('form.opening')}>
        {(value) => <Filling key={value.form.name} begun={value} about={props} />}
      </Answered>
    </Screen>
  );
}

/** What a hand-in leads to, with its undo when it was a change. */
async function afterHandIn(done: Done, label: string, next: Route): Promise<void> {
  const view = next.screen === 'person' ? next.view : undefined;
  if (done.conflicts.length > 0) {
    say(t('record.both_kept'));
    await replace({ screen: 'record', id: done.id });
    return;
  }
  const wasChange = Object.keys(done.before).length > 0;
  const undo = async () => {
    try {
      await client.update({ id: done.id, data: done.before });
      say(t('record.undone'));
    } catch (error) {
      say(errorWords(error));
    }
  };
  say(t('record.saved', { what: label }), wasChange ? () => void undo() : undefined);
  if (next.screen === 'matter') await replace(next);
  else await replace(done.person ? { screen: 'person', person: done.person, ...(view ? { view } : {}) } : { screen: 'record', id: done.id });
}

/** What every form has around its questions: where it began, what is wrong, and its end. */
export function FilledForm({ begun, work, afterDiscard, children }: {
  begun: Begun; work: Work; afterDiscard: Route; children: ComponentChildren;
}) {
  const { form } = begun;
  const handIn = async () => {
    const done = await work.handIn();
    if (done) await afterHandIn(done, form.label, afterDiscard);
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void handIn(); }}>
      {begun.fromDraft && <Notice><p>{t('draft.goes_on')}</p></Notice>}
      {work.changedElsewhere && (
        <Notice kind="warn" live title={t('record.changed_elsewhere')}><p>{t('record.changed_elsewhere_what')}</p></Notice>
      )}
      <ProblemSummary form={form} problems={work.problems} round={work.round} />
      {children}
      <ErrorNotice error={work.error} kept={t('form.kept')} />
      <FormFoot work={work} action={t('do.save')} afterDiscard={afterDiscard} />
    </form>
  );
}

/** The matter a record is of, when that was settled before the form was opened: it isn't asked, and is where the form leads back to. */
function matterFilled({ form, values }: Begun): { matter: string; link: string } | undefined {
  const link = form.fields.find((field) => field.link?.kind === 'matter')?.name ?? '';
  const matter = values[link];
  return typeof matter === 'string' ? { matter, link } : undefined;
}

function Filling({ begun, about }: { begun: Begun; about: Props }) {
  const work = useWork(begun, about);
  const filled = matterFilled(begun);
  const only = filled && begun.form.fields.map((field) => field.name).filter((name) => name !== filled.link);
  return (
    <FilledForm begun={begun} work={work}
      afterDiscard={filled ? { screen: 'matter', id: filled.matter } : about.person ? { screen: 'person', person: about.person, ...(about.view ? { view: about.view } : {}) } : { screen: 'today' }}>
      <p class="small muted">{t('form.keys')}</p>
      <div class="card stack"><FormFields form={begun.form} values={work.values} onChange={work.set} problems={work.problems} only={only} /></div>
    </FilledForm>
  );
}

/** Where a record of this kind is filled in: findings have a screen of their own. */
export function fillIn(kind: string, person: string | undefined, record?: string, draft?: string): void {
  if (kind === 'finding' && person !== undefined) {
    void go({ screen: 'finding', person, ...(record ? { record } : {}), ...(draft ? { draft } : {}) });
  } else if (kind === 'contact' && record === undefined && person === undefined) {
    void go({ screen: 'contact', ...(draft ? { draft } : {}) });
  } else {
    void go({ screen: 'form', kind, ...(person ? { person } : {}), ...(record ? { record } : {}), ...(draft ? { draft } : {}) });
  }
}
