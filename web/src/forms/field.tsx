// SPDX-License-Identifier: AGPL-3.0-or-later
// One declared question: label, help, the control of its type, the three ways of having no answer, and its problem.
import type { Field, Form } from '../engine/shapes';
import { t } from '../texts';
import { Icon } from '../ui/icons';
import { useOwnId } from '../ui/kit';
import type { Problems } from './check';
import { Control, drawsAsSet } from './controls';
import type { NoAnswer } from './values';
import { noAnswerOf, noAnswers } from './values';

export type FieldProps = {
  form: Form;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  problems: Problems;
  path: string;
  /** Where no answer is no filter either: without the three. */
  bare?: boolean;
};

function after(current: NoAnswer | null): unknown {
  const next = current === null ? noAnswers[0] : noAnswers[noAnswers.indexOf(current) + 1];
  return next === undefined ? undefined : { no_answer: next };
}

export function fieldId(path: string): string { return `f-${path.replace(/\./g, '-')}`; }

export function FieldView(props: FieldProps) {
  const { form, field, value, onChange, problems, path, bare } = props;
  const id = fieldId(path);
  const own = useOwnId('field');
  const problem = problems[path];
  const refused = noAnswerOf(field, value);
  const helpId = field.help ? `${own}-help` : '';
  const errorId = problem ? `${own}-error` : '';
  const stateId = refused ? `${own}-state` : '';
  const describedBy = [helpId, errorId, stateId].filter(Boolean).join(' ') || undefined;

  const key = (event: KeyboardEvent) => {
    if (bare || event.key !== 'F2' || event.defaultPrevented) return;
    event.preventDefault();
    onChange(after(refused));
  };

  const asSet = drawsAsSet(form, field);
  const title = (
    <><bdi>{field.label}</bdi>{field.required && <> <span class="needed">{t('form.needed')}</span></>}
      {field.confidential && <> <span class="needed">{t('form.never_leaves')}</span></>}</>
  );
  const three = !bare && (
    <div class="no-answers" role="group" aria-label={t('form.no_answer_for', { question: field.label })}>
      {noAnswers.map((code) => (
        <button key={code} type="button" class="no-answer" tabIndex={-1} aria-pressed={refused === code}
          onClick={() => onChange(refused === code ? undefined : { no_answer: code })}>
          {form.no_answers.find((option) => option.code === code)?.label ?? code}
        </button>
      ))}
    </div>
  );
  const inside = (
    <>
      {field.help && <p class="help" id={helpId}><bdi>{field.help}</bdi></p>}
      <Control {...props} id={id} value={refused ? undefined : value} describedBy={describedBy} invalid={problem !== undefined}
        refused={refused !== null} />
      {problem && <p class="field-error" id={errorId}><Icon name="warn" />{problem}</p>}
      <span class="hidden" id={stateId || undefined} role="status">
        {refused ? form.no_answers.find((option) => option.code === refused)?.label : ''}
      </span>
    </>
  );
  const box = problem ? 'field field-bad' : 'field';
  return asSet ? (
    <div class={box} id={id} role="group" tabIndex={-1} onKeyDown={key} aria-labelledby={`${own}-label`}
      aria-describedby={describedBy} data-field={path}>
      <div class="question-head"><span class="field-label" id={`${own}-label`}>{title}</span>{three}</div>
      {inside}
    </div>
  ) : (
    <div class={box} onKeyDown={key} data-field={path}>
      <div class="question-head"><label for={id}>{title}</label>{three}</div>
      {inside}
    </div>
  );
}
