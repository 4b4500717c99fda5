// SPDX-License-Identifier: AGPL-3.0-or-later
// How a day was counted: every step, the law it rests on, how it was read, and what the law leaves open.
import type { DeadlineRule, DeadlineStep } from '../../engine/shapes_shelter';
import { coded, t } from '../../texts';
import { Notice } from '../../ui/kit';
import { dateWords } from '../../words/dates';
import { ConfirmRule } from './confirm_rule';
import { inOwn } from './words';

export function Steps({ steps }: { steps: DeadlineStep[] }) {
  return (
    <ol class="deadline-steps" aria-label={t('deadline.steps')}>
      {steps.map((step, at) => <li key={at}>{inOwn(step.words)}</li>)}
    </ol>
  );
}

export function Rule({ rule, onConfirmed }: { rule: DeadlineRule; onConfirmed?: () => void }) {
  return (
    <div class="stack">
      <p>{inOwn(rule.text)}</p>
      <dl class="facts">
        <div><dt>{t('deadline.cite')}</dt><dd><bdi>{rule.cite}</bdi></dd></div>
        <div><dt>{t('deadline.as_of')}</dt><dd>{dateWords(rule.as_of)}</dd></div>
        <div><dt>{t('deadline.reading')}</dt><dd>{coded('deadline.read', rule.reading)}</dd></div>
      </dl>
      {rule.verified_on === ''
        ? <Notice kind="warn"><p>{t('deadline.not_verified')}</p></Notice>
        : <Notice kind="good"><p>{t('deadline.verified', { who: rule.verified_by, when: dateWords(rule.verified_on) })}</p></Notice>}
      {onConfirmed && <ConfirmRule rule={rule.rule} label={inOwn(rule.label)} verified={rule.verified_on !== ''} onDone={onConfirmed} />}
      {rule.convention && <p class="small">{t('deadline.convention', { what: inOwn(rule.convention) })}</p>}
      {rule.exceptions.length > 0 && (
        <div class="stack-small">
          <h3>{t('deadline.exceptions')}</h3>
          <ul class="bullets small">{rule.exceptions.map((one, at) => <li key={at}>{inOwn(one)}</li>)}</ul>
        </div>
      )}
    </div>
  );
}
