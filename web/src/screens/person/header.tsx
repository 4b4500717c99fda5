// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Form } from '../../engine/shapes';
import { valueWords } from '../../forms/in_words';
import { isEmpty, noAnswerOf } from '../../forms/values';
import { coded, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { Notice, Tag } from '../../ui/kit';
import { clock, whenWords } from '../../words/dates';
import type { Safety } from '../../words/safe_contact';
import { safety } from '../../words/safe_contact';
import type { PersonData } from './person';
import { contactOf } from './person';

function words(form: Form, name: string, value: unknown): string | null {
  const field = form.fields.find((one) => one.name === name);
  return !field || isEmpty(value) || noAnswerOf(field, value) ? null : valueWords(form, field, value);
}

export function SafetyNotice({ state }: { state: Safety }) {
  switch (state.state) {
    case 'never': return <Notice kind="warn" title={t('safe.never')} />;
    case 'outside':
      return (
        <Notice kind="warn" title={t('safe.outside')}>
          {state.next && <p>{t('safe.next', { when: whenWords(state.next.toISOString()) })}</p>}
        </Notice>
      );
    case 'safe': return <Notice kind="good" title={state.until ? t('safe.now_until', { time: clock(state.until) }) : t('safe.now')} />;
    case 'not_stated': return <Notice title={t('safe.not_stated')} />;
  }
}

export function Header({ data }: { data: PersonData }) {
  const contact = contactOf(data.person.records);
  const shape = data.forms.get('contact');
  if (!contact || !shape) return <Notice><p>{t('person.no_contact')}</p></Notice>;
  const said = contact.data;
  const sealed = contact.sealed.includes('identity');
  const say = (name: string) => words(shape, name, said[name]);
  const pronouns = say('pronouns_self_described') ?? say('pronouns');
  const facts = ['phone', 'safe_contact_way', 'safe_to_leave_message', 'safe_contact_note', 'safe_contact_times'] as const;
  return (
    <section class="card person-head" aria-label={t('person.reach')}>
      <div class="stack-small">
        <div class="tags">
          {pronouns && <Tag>{pronouns}</Tag>}
          {say('languages') && <Tag kind="accent">{say('languages')}</Tag>}
          {said['interpreter_needed'] === 'yes' && <Tag kind="warn">{t('person.interpreter')}</Tag>}
          {say('aliases') && <Tag>{t('person.also', { names: say('aliases') ?? '' })}</Tag>}
        </div>
        {sealed ? (
          <p class="muted"><Icon name="seal" /> {t('sealed.to', { part: coded('part', 'identity'), team: coded('team', 'identity') })}</p>
        ) : (
          <dl class="facts">
            {facts.map((name) => {
              const value = say(name);
              const field = shape.fields.find((one) => one.name === name);
              return value === null || !field ? null
                : <div key={name}><dt><bdi>{field.label}</bdi></dt><dd><bdi>{value}</bdi></dd></div>;
            })}
          </dl>
        )}
      </div>
      {!sealed && <SafetyNotice state={safety(said)} />}
    </section>
  );
}
