// SPDX-License-Identifier: AGPL-3.0-or-later
// Relief options: what each asks and what of it is there, in the order of the law. Nothing is added up, coloured or concluded.
import { useState } from 'preact/hooks';
import type { ReliefItem, ReliefOption } from '../../engine/shapes_legal';
import { useAsk } from '../../shell/ask';
import { client, holds } from '../../shell/session';
import { coded, language, t } from '../../texts';
import { FormDialog } from '../../ui/dialog';
import { Answered, Button, Notice, RadioField, Section, SelectField, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { dateWords } from '../../words/dates';
import { ConfirmRule } from '../deadlines/confirm_rule';
import { inOwn } from '../deadlines/words';
import { Sealed } from './pieces';
import type { Choice } from './relief_model';
import { answerOf, choiceOf, choicesOf, shownOptions } from './relief_model';

export function Relief({ matter }: { matter: string }) {
  const [looked, setLooked] = useState<string[]>([]);
  const asked = useAsk(async () => {
    const [{ options }, { options: begun }] = await Promise.all([client.reliefOptions(), client.relief(matter)]);
    return { options, begun };
  }, [matter, language.value], (event) => event.event === 'record.changed' && (event.kind === 'matter_element' || event.kind === 'law_reading'));
  return (
    <Section title={t('relief.all')}>
      <Notice><p>{t('relief.never_concludes')}</p></Notice>
      <Answered asked={asked} what={t('relief.waiting')}>
        {({ options, begun }) => {
          const shown = shownOptions(options, begun, looked);
          const rest = options.filter((one) => !shown.some((other) => other.option === one.option));
          return (
            <>
              {rest.length > 0 && (
                <SelectField label={t('relief.look')} value="" onChange={(option) => setLooked([...looked, option])}
                  options={rest.map((one) => ({ code: one.option, label: `${coded('deadline.place', one.jurisdiction)}: ${inOwn(one.label)}` }))} />
              )}
              {shown.map((one) => <Option key={one.option} option={one} matter={matter} onDone={asked.again} />)}
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function Option({ option, matter, onDone }: { option: ReliefOption; matter: string; onDone: () => void }) {
  const [asking, setAsking] = useState<ReliefItem | null>(null);
  const items = (evidence: boolean) => option.items.filter((one) => one.evidence === evidence);
  return (
    <article class="relief">
      <h3>{inOwn(option.label)}</h3>
      <p>{inOwn(option.about)}</p>
      <dl class="facts">
        <div><dt>{t('relief.decides')}</dt><dd>{inOwn(option.decides)}</dd></div>
        <div><dt>{t('deadline.cite')}</dt><dd><bdi>{option.cite}</bdi></dd></div>
        <div><dt>{t('deadline.as_of')}</dt><dd>{dateWords(option.as_of)}</dd></div>
        <div><dt>{t('deadline.reading')}</dt><dd>{coded('deadline.read', option.reading)}</dd></div>
        <div><dt>{t('relief.verified')}</dt>
          <dd>{option.verified_on === '' ? t('relief.not_verified') : t('relief.verified_by', { who: option.verified_by, when: dateWords(option.verified_on) })}</dd></div>
      </dl>
      <ConfirmRule rule={option.option} label={inOwn(option.label)} verified={option.verified_on !== ''} onDone={onDone} />
      {([false, true] as const).map((evidence) => items(evidence).length > 0 && (
        <div key={String(evidence)} class="stack-small">
          <h4>{t(evidence ? 'relief.evidence' : 'relief.elements')}</h4>
          <ul>{items(evidence).map((item) => <Item key={item.item} item={item} onAnswer={() => setAsking(item)} />)}</ul>
        </div>
      ))}
      {asking && <Answer option={option} item={asking} matter={matter} onClose={() => setAsking(null)} onDone={() => { setAsking(null); onDone(); }} />}
    </article>
  );
}

function Item({ item, onAnswer }: { item: ReliefItem; onAnswer: () => void }) {
  const sealed = item.cooperation && !holds('immigration');
  const exception = item.exceptions.find((one) => one.exception === item.exception && item.standing === 'excepted');
  return (
    <li class="relief-item">
      <div class="stack-small">
        <p>{inOwn(item.label)} <bdi class="small muted">{item.cite}</bdi></p>
        {item.cooperation && <p class="small">{t('relief.cooperation')}</p>}
        {item.exceptions.length > 0 && (
          <div class="small">
            <p>{t('relief.exceptions')}</p>
            <ul class="bullets">{item.exceptions.map((one) => <li key={one.exception}>{inOwn(one.label)} <bdi class="muted">{one.cite}</bdi></li>)}</ul>
          </div>
        )}
        {sealed ? <Sealed part="immigration" />
          : <p class="strong">{t(`relief.standing.${item.standing ?? 'not_asked'}`)}{exception && <>: {inOwn(exception.label)}</>}</p>}
        {!sealed && item.note && <p class="keep-lines" dir="auto">{item.note}</p>}
      </div>
      {!sealed && <Button icon="edit" label={t('relief.answer_to', { what: inOwn(item.label) })} onClick={onAnswer}>{t('relief.answer')}</Button>}
    </li>
  );
}

type AnswerProps = { option: ReliefOption; item: ReliefItem; matter: string; onClose: () => void; onDone: () => void };

function Answer({ option, item, matter, onClose, onDone }: AnswerProps) {
  const [choice, setChoice] = useState<Choice>(choiceOf(item));
  const [note, setNote] = useState(item.note ?? '');
  const { error, working, take } = useStep();
  const done = () => take(async () => {
    await client.answerRelief({ id: matter, option: option.option, item: item.item, ...answerOf(choice), ...(note.trim() === (item.note ?? '') ? {} : { note: note.trim() }) });
    say(t('relief.answered'));
    onDone();
  });
  const label = (one: Choice): string => {
    const { answer, exception } = answerOf(one);
    const named = item.exceptions.find((each) => each.exception === exception);
    return named ? t('relief.exception_is', { what: inOwn(named.label) }) : t(`relief.standing.${answer}`);
  };
  return (
    <FormDialog title={inOwn(item.label)} action={t('do.save')} onClose={onClose} onDone={() => void done()} error={error} working={working}>
      {item.cooperation && <Notice><p>{t('relief.cooperation')}</p></Notice>}
      <RadioField label={t('relief.is_it_there')} value={choice} onChange={setChoice} options={choicesOf(item).map((code) => ({ code, label: label(code) }))} />
      <TextField label={t('bed.note')} value={note} onInput={setNote} long />
    </FormDialog>
  );
}
