// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person may be offered: their wishes are the filters, each offer has its reasons, each exclusion its own.
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Json } from '../../engine/api';
import type { Field, Form, NeedMatch } from '../../engine/shapes';
import { FieldView } from '../../forms/field';
import { isEmpty, noAnswerOf, optionsOf } from '../../forms/values';
import { useAsk, useSettled } from '../../shell/ask';
import { client, form } from '../../shell/session';
import { language, number, plural, t } from '../../texts';
import { Answered, Empty, Notice, Screen, Section, SelectField } from '../../ui/kit';
import { localDateTime } from '../../words/dates';
import { contactOf } from '../person/person';
import { ExcludedView, OfferView } from './offer';

const asked = ['needs', 'wishes', 'languages', 'populations', 'near'];
const farthest = ['any', '5', '10', '25', '50', '100'];

async function begin(person: string | undefined) {
  const [shape, whole] = await Promise.all([form('contact'), person === undefined ? null : client.person(person)]);
  const contact = whole ? contactOf(whole.records) : undefined;
  return { shape, name: whole?.chosen_name ?? '', data: contact?.data ?? {} };
}

export function MatchScreen({ person }: { person?: string }) {
  const begun = useAsk(() => begin(person), [person, language.value]);
  return (
    <Screen title={begun.value?.name ? t('match.title_for', { name: begun.value.name }) : t('match.title')} lead={t('match.lead')} wide>
      <Answered asked={begun} what={t('match.opening')}>
        {({ shape, data }) => <Match shape={shape} data={data} person={person} />}
      </Answered>
    </Screen>
  );
}

function codes(shape: Form, values: Json, name: string): string[] {
  const field = shape.fields.find((one) => one.name === name);
  const value = values[name];
  return field && Array.isArray(value) && !noAnswerOf(field, value) ? (value as string[]) : [];
}

function params(shape: Form, values: Json, maxKm: string) {
  const near = values['near'] as { latitude?: unknown; longitude?: unknown; area?: string } | undefined;
  const point = typeof near?.latitude === 'number' && typeof near.longitude === 'number'
    ? { latitude: near.latitude, longitude: near.longitude } : null;
  const area = typeof values['area'] === 'string' && values['area'] ? values['area'] : near?.area ?? '';
  const lists = Object.fromEntries(['needs', 'wishes', 'languages', 'populations']
    .map((name) => [name, codes(shape, values, name)] as const).filter(([, list]) => list.length > 0));
  return {
    ...lists, limit: 12, exclusions: 8, at: localDateTime(), ...(point ? { near: point } : {}), ...(area ? { area } : {}),
    ...(point && maxKm !== 'any' ? { max_km: Number(maxKm) } : {}),
  };
}

function Match({ shape, data, person }: { shape: Form; data: Json; person?: string }) {
  const [values, setValues] = useState<Json>(data);
  const [maxKm, setMaxKm] = useState('any');
  const [shown, setShown] = useState('');
  const wanted = codes(shape, values, 'needs');
  // On a small screen what was found comes first, where there is something to find.
  const [begunOpen] = useState(wanted.length === 0 || matchMedia('(min-width: 64rem)').matches);
  const key = useSettled(JSON.stringify(params(shape, values, maxKm)), 200);
  const found = useAsk(async (): Promise<NeedMatch[]> => {
    const request = JSON.parse(key) as ReturnType<typeof params> & { needs?: string[] };
    return request.needs ? (await client.match(request)).needs : [];
  }, [key], (event) => event.event === 'record.changed' && event.kind === 'service');
  const needs = found.value ?? [];
  const current = needs.find((one) => one.need === shown) ?? needs[0];
  useLayoutEffect(() => { if (shown === '' && needs[0]) setShown(needs[0].need); }, [needs]);

  const fields = asked.map((name) => shape.fields.find((field) => field.name === name)).filter((one): one is Field => one !== undefined);
  const label = (code: string) => {
    const field = fields.find((one) => one.name === 'needs');
    return field ? optionsOf(shape, field).find((one) => one.code === code)?.label ?? code : code;
  };
  const hasPoint = typeof (values['near'] as Json | undefined)?.['latitude'] === 'number';
  return (
    <div class="match">
      <details class="card more match-wishes" open={begunOpen}>
        <summary><h2>{t('match.wishes')}</h2></summary>
        <div class="stack">
          <p class="small muted">{t('match.wishes_what')}</p>
          {fields.map((field) => (
            <FieldView key={field.name} form={shape} field={field} value={values[field.name]} problems={{}} path={`match.${field.name}`}
              onChange={(next) => setValues({ ...values, [field.name]: next })} bare />
          ))}
          <SelectField label={t('match.farthest')} value={maxKm} help={hasPoint ? undefined : t('match.needs_point')}
            options={farthest.map((code) => ({ code, label: code === 'any' ? t('match.any_distance') : t('map.km', { km: number(Number(code)) }) }))}
            onChange={setMaxKm} />
        </div>
      </details>
      <div class="stack">
        {wanted.length === 0 && <Notice><p>{t('match.say_needs')}</p></Notice>}
        {found.error ? <Answered asked={found} what={t('match.waiting')}>{() => null}</Answered> : null}
        {needs.length > 1 && (
          <div class="tabs" role="group" aria-label={t('match.needs')}>
            {needs.map((one) => (
              <button key={one.need} type="button" class="button button-plain" aria-pressed={one.need === current?.need}
                onClick={() => setShown(one.need)}>{label(one.need)} <span class="count">{one.offered}</span></button>
            ))}
          </div>
        )}
        {current && <NeedView match={current} label={label(current.need)} shape={shape} person={person} />}
      </div>
    </div>
  );
}

function NeedView({ match, label, shape, person }: { match: NeedMatch; label: string; shape: Form; person?: string }) {
  const left = Object.entries(match.excluded_total).filter(([code]) => code !== 'other_need').sort((a, b) => b[1] - a[1]);
  const near = match.excluded.filter((one) => one.reason !== 'other_need');
  return (
    <>
      <Section title={label} plain>
        <p class="muted" role="status">{plural('match.offered', match.offered, { of: number(match.of) })}</p>
        {match.offers.length === 0 && <Empty>{t('match.none')}</Empty>}
        <ol class="stack">
          {match.offers.map((offer) => <li key={offer.service}><OfferView offer={offer} need={match.need} shape={shape} person={person} /></li>)}
        </ol>
        {match.offered > match.offers.length && <p class="small muted">{t('match.first', { n: match.offers.length })}</p>}
      </Section>
      {left.length > 0 && (
        <Section title={t('match.excluded')}>
          <p class="small muted">{t('match.excluded_what')}</p>
          <ul class="stack-small">{near.map((one) => <li key={one.service}><ExcludedView excluded={one} shape={shape} /></li>)}</ul>
          {isEmpty(near) && <Empty>{t('match.none_near')}</Empty>}
        </Section>
      )}
    </>
  );
}
