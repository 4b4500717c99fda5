// SPDX-License-Identifier: AGPL-3.0-or-later
// The questions of a form that apply, and a summary of what is still to be mended.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Json } from '../engine/api';
import type { Form } from '../engine/shapes';
import { holds } from '../shell/session';
import { coded, plural, t } from '../texts';
import { Icon } from '../ui/icons';
import { Notice } from '../ui/kit';
import type { Problems } from './check';
import { FieldView, fieldId } from './field';
import { applies } from './values';

type Props = { form: Form; values: Json; onChange: (values: Json) => void; problems: Problems; only?: string[] };

export function FormFields({ form, values, onChange, problems, only }: Props) {
  const asked = form.fields.filter((field) => (!only || only.includes(field.name)) && applies(field, form.fields, values));
  const ours = asked.filter((field) => holds(field.part));
  const sealed = [...new Set(asked.filter((field) => !holds(field.part)).map((field) => field.part))];
  const ordered = only ? [...ours].sort((a, b) => only.indexOf(a.name) - only.indexOf(b.name)) : ours;
  return (
    <>
      {ordered.map((field) => (
        <FieldView key={field.name} form={form} field={field} value={values[field.name]} problems={problems} path={field.name}
          onChange={(next) => onChange({ ...values, [field.name]: next })} />
      ))}
      {sealed.map((part) => (
        <p key={part} class="muted small"><Icon name="seal" /> {t('sealed.not_asked', { part: coded('part', part) })}</p>
      ))}
    </>
  );
}

function labelOf(form: Form, path: string): string {
  const [name, index, inner] = path.split('.');
  const field = form.fields.find((one) => one.name === name);
  if (!field) return path;
  if (inner === undefined) return field.label;
  const within = field.fields?.find((one) => one.name === inner);
  return `${field.label} ${Number(index) + 1}: ${within?.label ?? inner}`;
}

export function goToField(path: string): void {
  const id = fieldId(path);
  const target = document.getElementById(`${id}-first`) ?? document.getElementById(id);
  target?.focus();
}

/** Takes the focus when it appears, as a person expects after a refused hand-in. */
export function ProblemSummary({ form, problems, round }: { form: Form; problems: Problems; round: number }) {
  const box = useRef<HTMLDivElement>(null);
  const paths = Object.keys(problems);
  useLayoutEffect(() => { if (round > 0 && paths.length > 0) box.current?.focus(); }, [round]);
  if (paths.length === 0) return null;
  return (
    <div tabIndex={-1} ref={box} role="alert">
      <Notice kind="error" title={plural('form.problems', paths.length)}>
        <ul class="summary-list">
          {paths.map((path) => (
            <li key={path}>
              <button type="button" onClick={() => goToField(path)}>{labelOf(form, path)}: {problems[path]}</button>
            </li>
          ))}
        </ul>
        <p>{t('form.kept')}</p>
      </Notice>
    </div>
  );
}
