// SPDX-License-Identifier: AGPL-3.0-or-later
// A release as the person reads it or has it read to them: who, what, why, until; and that they may say no.
import type { Language } from '../../texts';
import { direction, translate } from '../../texts';
import { longDate } from '../../words/dates';

export type Terms = {
  organization: string;
  recipient: string;
  fields: { label: string; value?: string }[];
  purpose: string;
  ends: Date;
};

export function PlainRelease({ terms, into }: { terms: Terms; into: Language }) {
  const say = (key: Parameters<typeof translate>[1], values?: Parameters<typeof translate>[2]) => translate(into, key, values);
  return (
    <article class="plain-release stack" lang={into} dir={direction(into)}>
      <h2>{say('plain.title')}</h2>
      <p>{say('plain.may', { organization: terms.organization, recipient: terms.recipient })}</p>
      <div>
        <h3>{say('plain.what')}</h3>
        <ul class="bullets">
          {terms.fields.map((field) => (
            <li key={field.label}>
              {field.label}
              {field.value !== undefined && field.value !== '' && <>{/[?؟]$/.test(field.label) ? ' ' : ': '}<bdi class="strong">{field.value}</bdi></>}
            </li>
          ))}
        </ul>
        <p>{say('plain.nothing_else')}</p>
      </div>
      <div><h3>{say('plain.why')}</h3><p dir="auto">{terms.purpose}</p></div>
      <div><h3>{say('plain.until')}</h3><p>{say('plain.until_what', { date: longDate(terms.ends, true, into) })}</p></div>
      <div>
        <h3>{say('plain.rights')}</h3>
        <ul class="bullets">
          <li>{say('plain.may_say_no')}</li>
          <li>{say('plain.may_withdraw')}</li>
          <li>{say('plain.already_sent')}</li>
        </ul>
      </div>
    </article>
  );
}

/** Where a person signs, when it is printed. */
export function PaperLines({ into }: { into: Language }) {
  return (
    <div class="paper-lines" lang={into} dir={direction(into)}>
      {(['plain.name', 'plain.signature', 'plain.date', 'plain.explained'] as const).map((key) => <p key={key}>{translate(into, key)}</p>)}
    </div>
  );
}
