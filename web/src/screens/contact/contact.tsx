// SPDX-License-Identifier: AGPL-3.0-or-later
// The first two minutes with a person. While a name or number is typed, it says who is already known.
import { useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import type { SimilarPerson } from '../../engine/shapes';
import { FormFoot } from '../../forms/foot';
import { FormFields, ProblemSummary } from '../../forms/form_fields';
import type { Begun } from '../../forms/work';
import { useBegun, useWork } from '../../forms/work';
import { useAsk, useSettled } from '../../shell/ask';
import { go, replace } from '../../shell/router';
import { client } from '../../shell/session';
import { coded, list, plural, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Answered, Button, ErrorNotice, Notice, Screen } from '../../ui/kit';
import { say } from '../../ui/toasts';

const twoMinutes = ['chosen_name', 'phone', 'languages', 'safe_contact_way', 'safe_to_leave_message', 'safe_contact_note',
  'needs', 'needs_note', 'wishes'];
const settleMs = 180;

export function ContactScreen({ draft }: { draft?: string }) {
  const about = { kind: 'contact', ...(draft ? { draft } : {}) };
  const begun = useBegun(about);
  if (begun.value === null) {
    return (
      <Screen key="opening" title={t('contact.title')}>
        <Answered asked={begun} what={t('form.opening')}>{() => null}</Answered>
      </Screen>
    );
  }
  return (
    <Screen key="open" title={t('contact.title')} lead={t('contact.lead')} begin="field" wide>
      <Contact begun={begun.value} about={about} />
    </Screen>
  );
}

function Contact({ begun, about }: { begun: Begun; about: { kind: string; draft?: string } }) {
  const work = useWork(begun, about);
  const [same, setSame] = useState<SimilarPerson | null>(null);
  const { form } = begun;
  const rest = form.fields.map((field) => field.name).filter((name) => !twoMinutes.includes(name));
  const restHasProblem = Object.keys(work.problems).some((path) => rest.includes(path.split('.')[0] ?? ''));

  const handIn = async () => {
    const done = await work.handIn(same ? { person: same.person } : {});
    if (!done?.person) return;
    say(t('contact.saved'));
    await replace({ screen: 'person', person: done.person });
  };

  return (
    <form class="contact" noValidate onSubmit={(event) => { event.preventDefault(); void handIn(); }}>
      <div class="stack">
        {begun.fromDraft && <Notice><p>{t('draft.goes_on')}</p></Notice>}
        <ProblemSummary form={form} problems={work.problems} round={work.round} />
        <p class="small muted">{t('form.keys')}</p>
        <div class="card stack">
          <FormFields form={form} values={work.values} onChange={work.set} problems={work.problems} only={twoMinutes} />
        </div>
        <details class="card more" open={restHasProblem || undefined}>
          <summary><h2>{t('contact.more')}</h2></summary>
          <div class="stack">
            <FormFields form={form} values={work.values} onChange={work.set} problems={work.problems} only={rest} />
          </div>
        </details>
        <ErrorNotice error={work.error} kept={t('form.kept')} />
        <FormFoot work={work} action={same ? t('contact.save_to', { name: same.chosen_name }) : t('contact.save')}
          afterDiscard={{ screen: 'today' }} />
      </div>
      <Known values={work.values} same={same} onSame={setSame} />
    </form>
  );
}

function text(value: unknown): string { return typeof value === 'string' ? value.trim() : ''; }

function Known({ values, same, onSame }: { values: Json; same: SimilarPerson | null; onSame: (person: SimilarPerson | null) => void }) {
  const name = useSettled(text(values['chosen_name']), settleMs);
  const phone = useSettled(text(values['phone']), settleMs);
  const asked = useAsk(async () => {
    if (name.length < 2 && phone.length < 4) return [];
    const { people } = await client.similar({ limit: 6, ...(name ? { name } : {}), ...(phone ? { phone } : {}) });
    return people;
  }, [name, phone]);
  const people = asked.value ?? [];
  return (
    <aside class="known card" aria-label={t('contact.known')}>
      <h2>{t('contact.known')}</h2>
      <p class="hidden" role="status">{name === '' && phone === '' ? '' : plural('contact.known_count', people.length)}</p>
      {same && (
        <Notice kind="good" title={t('contact.goes_to', { name: same.chosen_name })}>
          <div><Button kind="quiet" onClick={() => onSame(null)}>{t('contact.not_same')}</Button></div>
        </Notice>
      )}
      {people.length === 0 && <p class="muted">{name === '' && phone === '' ? t('contact.known_empty') : t('contact.known_none')}</p>}
      <ul class="stack-small">
        {people.map((person) => (
          <li key={person.person} class="known-person">
            <p class="strong" dir="auto"><Icon name="people" /> {person.chosen_name}</p>
            <p class="small muted">{list(person.why.map((why) => coded('why', why)))}</p>
            <div class="actions">
              <Button kind="quiet" onClick={() => void go({ screen: 'person', person: person.person })}
                label={t('contact.look_at', { name: person.chosen_name })}>{t('contact.look')}</Button>
              {same?.person !== person.person && (
                <Button kind="quiet" onClick={() => onSame(person)}
                  label={t('contact.same_as', { name: person.chosen_name })}>{t('contact.same')}</Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </aside>
  );
}
