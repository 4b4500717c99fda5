// SPDX-License-Identifier: AGPL-3.0-or-later
// A template is chosen, every place of it is seen with its words and where they come from, mended by hand or left blank; then made.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Place, TemplateChoice, TemplateShown } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import { replace } from '../../shell/router';
import { client, holds } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { Answered, Button, CheckField, Empty, ErrorNotice, Notice, Screen, Section, SelectField, Tag, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { localDate } from '../../words/dates';
import { Sealed } from '../matters/pieces';
import { Source } from './filled';
import { AddFiles } from './list';
import { chosenOf, labelOf, openPlaces, suggested } from './template_model';

type About = { matter: string } | { person: string };

export function TemplateScreen({ about }: { about: About }) {
  const may = holds('legal');
  const asked = useAsk(async () => (may ? client.templates(about) : null), [JSON.stringify(about)]);
  return (
    <Screen title={t('template.fill')} lead={t('template.lead')} wide>
      {!may && <div class="card"><Sealed /></div>}
      {may && <Answered asked={asked} what={t('template.waiting')}>{(choice) => choice && <Choosing choice={choice} about={about} onKept={asked.again} />}</Answered>}
    </Screen>
  );
}

type Words = 'en' | 'es';

function Choosing({ choice, about, onKept }: { choice: TemplateChoice; about: About; onKept: () => void }) {
  const [chosen, setChosen] = useState('');
  const [spoken, setSpoken] = useState<Words>(language.value === 'es' ? 'es' : 'en');
  const pick = (code: string) => {
    setChosen(code);
    const sample = choice.samples.find((one) => one.sample === code);
    if (sample) setSpoken(sample.language);
  };
  const options = [
    ...choice.templates.map((one) => ({ code: one.id, label: t('template.kept', { name: one.name }) })),
    ...choice.samples.map((one) => ({ code: one.sample, label: `${one.label?.[language.value === 'es' ? 'es' : 'en'] ?? one.sample} (${one.sample})` })),
  ];
  return (
    <div class="stack">
      <div class="card stack">
        <SelectField label={t('template.choose')} help={t('template.choose_what', { example: '{{person.name}}' })} value={chosen} onChange={pick} options={options} />
        <SelectField label={t('template.language')} value={spoken} onChange={setSpoken}
          options={[{ code: 'en', label: 'English' }, { code: 'es', label: 'Español' }]} />
      </div>
      {chosen === '' && <div class="card"><AddFiles about={{ template: true }} single label={t('template.add')} onKept={onKept} /></div>}
      {chosen !== '' && <Looking key={`${chosen} ${spoken}`} what={{ ...chosenOf(choice, chosen), ...about, language: spoken, today: localDate() }} />}
    </div>
  );
}

type What = ReturnType<typeof chosenOf> & About & { language: Words; today: string };

function Looking({ what }: { what: What }) {
  const asked = useAsk(() => client.previewTemplate(what), [], (event) => event.event === 'record.changed');
  return <Answered asked={asked} what={t('template.waiting')}>{(shown) => <Filling shown={shown} what={what} />}</Answered>;
}

function Filling({ shown, what }: { shown: TemplateShown; what: What }) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [blank, setBlank] = useState<Record<string, boolean>>({});
  const [name, setName] = useState(() => suggested(shown.name, what.today));
  const [tried, setTried] = useState(false);
  const { error, working, take } = useStep();
  const open = openPlaces(shown.places, typed, blank);
  const unknown = shown.places.some((place) => place.state === 'no_such_place');
  const make = () => {
    setTried(true);
    if (open.length > 0 || unknown || working) return;
    void take(async () => {
      const set = Object.fromEntries(Object.entries(typed).filter(([, words]) => words.trim() !== ''));
      const made = await client.fillTemplate({
        ...what, set, leave_blank: shown.places.filter((place) => place.how === 'missing' && blank[place.name]).map((place) => place.name),
        ...(name.trim() === '' ? {} : { name: name.trim() }),
      });
      say(t('template.filled', { name: made.name }));
      await replace({ screen: 'document', id: made.id });
    });
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); make(); }}>
      <Section title={t('template.places')} count={shown.places.length}>
        {shown.places.length === 0 && <Empty>{t('template.no_places')}</Empty>}
        {shown.places.length > 0 && (
          <div class="table-room places" role="region" aria-label={t('template.places')} tabIndex={0}>
            <table class="table">
              <thead><tr><th scope="col">{t('template.place')}</th><th scope="col">{t('template.words')}</th><th scope="col">{t('template.from')}</th></tr></thead>
              <tbody>
                {shown.places.map((place) => (
                  <PlaceRow key={place.name} place={place} typed={typed[place.name] ?? ''} blank={blank[place.name] ?? false} bad={tried && open.includes(place.name)}
                    onType={(words) => setTyped({ ...typed, [place.name]: words })} onBlank={(is) => setBlank({ ...blank, [place.name]: is })} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
      <div class="card stack">
        <TextField label={t('template.name')} value={name} onInput={setName} help={t('template.name_help')} />
        {unknown && <Notice kind="error" live={tried}><p>{t('template.not_there')}</p></Notice>}
        {open.length > 0 && <Notice kind={tried ? 'error' : 'info'} live={tried}><p>{t('template.missing', { n: open.length })}</p></Notice>}
      </div>
      <ErrorNotice error={error} kept={t('form.kept')} />
      <div class="form-foot"><Button kind="primary" icon="check" type="submit" disabled={working}>{t('template.make')}</Button></div>
    </form>
  );
}

type RowProps = { place: Place; typed: string; blank: boolean; bad: boolean; onType: (words: string) => void; onBlank: (is: boolean) => void };

function PlaceRow({ place, typed, blank, bad, onType, onBlank }: RowProps) {
  const label = labelOf(place);
  const missing = place.how === 'missing';
  const known = place.state !== 'no_such_place';
  const [mending, setMending] = useState(false);
  const cell = useRef<HTMLTableCellElement>(null);
  useLayoutEffect(() => { if (mending) cell.current?.querySelector<HTMLElement>('input, textarea')?.focus(); }, [mending]);
  return (
    <tr>
      <th scope="row"><bdi>{label}</bdi><br /><bdi class="small muted">{place.name}</bdi>{place.list && <><br /><span class="small muted">{t('template.several')}</span></>}</th>
      <td ref={cell}>
        {!missing && typed.trim() === '' && <p class="place-words" dir="auto">{place.text}</p>}
        {known && !missing && !mending && <Button kind="quiet" icon="edit" label={t('template.mend', { what: label })} onClick={() => setMending(true)}>{t('template.mend_short')}</Button>}
        {known && (missing || mending) && (
          <TextField label={t(missing ? 'template.type' : 'template.mend', { what: label })} value={typed} onInput={onType} long={place.list}
            {...(bad ? { error: t('template.how.missing') } : {})} />
        )}
        {known && missing && typed.trim() === '' && <CheckField label={t('template.blank')} checked={blank} onChange={onBlank} />}
      </td>
      <td>
        {typed.trim() !== '' && <Tag>{t('template.how.typed')}</Tag>}
        {typed.trim() === '' && missing && <Tag kind="warn">{known ? coded('template.state', place.state) : t('template.nearest', { name: place.nearest ?? '' })}</Tag>}
        <Source sources={place.sources} />
      </td>
    </tr>
  );
}
