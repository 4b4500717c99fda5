// SPDX-License-Identifier: AGPL-3.0-or-later
// What the night shift has to know, on one sheet; without names unless somebody asks for them.
import { useState } from 'preact/hooks';
import type { Handover } from '../../engine/shapes_shelter';
import { useAsk } from '../../shell/ask';
import { client } from '../../shell/session';
import { coded, language, plural, t } from '../../texts';
import { Answered, Button, CheckField, Empty, Screen } from '../../ui/kit';
import { clock, dateWords, longDate } from '../../words/dates';

type Line = Handover['places'][number];

export function HandoverScreen() {
  const [names, setNames] = useState(false);
  const asked = useAsk(() => client.handover({ without_names: !names }), [names, language.value], (event) => event.event === 'record.changed');
  return (
    <Screen title={t('bed.handover')} lead={t('bed.handover_lead')}
      actions={<Button kind="primary" icon="print" onClick={() => print()}>{t('do.print')}</Button>}>
      <div class="no-print"><CheckField label={t('bed.with_names')} detail={t('bed.with_names_what')} checked={names} onChange={setNames} /></div>
      <Answered asked={asked} what={t('bed.waiting_handover')}>{(sheet) => <Sheet sheet={sheet} />}</Answered>
    </Screen>
  );
}

function note(line: Line): string {
  return [
    line.chosen_name ?? '',
    line.household !== undefined ? plural('bed.people', line.household) : '',
    line.state === 'held' && line.hold_until ? t('bed.held_till', { time: clock(new Date(line.hold_until)) }) : '',
    line.away_tonight ? t('bed.away_tonight') : '',
    line.leaves ? t('bed.leaves_on', { day: dateWords(line.leaves) }) : '',
    line.comes_tomorrow ? t('bed.comes_tomorrow') : '',
    line.disputed ? t('bed.disputed') : '',
  ].filter(Boolean).join(' · ');
}

function Sheet({ sheet }: { sheet: Handover }) {
  return (
    <article class="card letter handover" aria-label={t('bed.handover')}>
      <h2>{t('bed.handover_of', { night: longDate(new Date(`${sheet.night}T12:00:00`)) })}</h2>
      <p class="small">{t('bed.night_ends', { day: longDate(new Date(`${sheet.ends}T12:00:00`)) })}</p>
      {sheet.without_names && <p class="small">{t('bed.no_names')}</p>}
      <p>{(['free', 'held', 'occupied', 'out'] as const).map((one) => `${t(`bed.count.${one}`)} ${sheet.counts[one]}`).join(' · ')}</p>
      {sheet.places.length === 0 ? <Empty>{t('bed.no_units')}</Empty> : (
        <table class="plain-table">
          <thead><tr><th scope="col">{t('bed.place')}</th><th scope="col">{t('bed.how_it_is')}</th><th scope="col">{t('bed.to_know')}</th></tr></thead>
          <tbody>
            {sheet.places.map((line) => (
              <tr key={`${line.house_name}/${line.name}`}>
                <th scope="row"><bdi>{line.name}</bdi></th><td>{t(`bed.state.${line.state}`)}</td><td><bdi>{note(line)}</bdi></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sheet.displaced.length > 0 && (
        <section class="stack-small"><h3>{t('bed.lost_title')}</h3>
          <ul class="bullets">{sheet.displaced.map((one) => (
            <li key={`${one.name}${one.from}${one.stay ?? ''}`}>{one.chosen_name ? `${one.chosen_name}: ` : ''}{t('bed.lost_place', { place: one.name, why: coded('bed.obstacle', one.obstacle) })}</li>
          ))}</ul>
        </section>
      )}
      <Notes title={t('bed.paper.house_note')} notes={sheet.notes} />
      <Notes title={t('bed.paper.incident')} notes={sheet.incidents} />
    </article>
  );
}

function Notes({ title, notes }: { title: string; notes: Handover['notes'] }) {
  return (
    <section class="stack-small">
      <h3>{title}</h3>
      {notes.length === 0 && <p class="muted">{t('bed.none_last_day')}</p>}
      <ul class="bullets">
        {notes.map((one) => <li key={one.id ?? one.at} dir="auto">{one.text ? `${clock(new Date(one.at))}: ${one.text}` : t('bed.note_at', { time: clock(new Date(one.at)) })}</li>)}
      </ul>
    </section>
  );
}
