// SPDX-License-Identifier: AGPL-3.0-or-later
// The pieces every screen is made of.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { errorWords } from '../shell/session';
import { back } from '../shell/router';
import type { Asked } from '../shell/ask';
import { t } from '../texts';
import type { IconName } from './icons';
import { Icon } from './icons';

type ButtonProps = {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
  type?: 'button' | 'submit';
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  label?: string;
  keys?: string;
  class?: string;
};

/** A button that can't be pressed now is still found by the keyboard: `disabled` would throw the focus away under a hand. */
export function Button(props: ButtonProps) {
  const { children, onClick, kind = 'plain', icon, type = 'button', disabled, pressed, expanded, label } = props;
  const click = (event: Event) => {
    if (disabled) event.preventDefault();
    else onClick?.();
  };
  return (
    <button type={type} class={`button button-${kind} ${props.class ?? ''}`} onClick={click} aria-disabled={disabled || undefined}
      aria-pressed={pressed} aria-expanded={expanded} aria-label={label} aria-keyshortcuts={props.keys} title={props.keys?.replace('Control', 'Ctrl')}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

type ScreenProps = {
  title: string;
  children: ComponentChildren;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  backTo?: boolean;
  /** Where Back leads, if not to the place before. */
  onBack?: (() => void) | undefined;
  /** Where the keyboard begins: at the heading, or in the screen's own first field. */
  begin?: 'heading' | 'field';
  wide?: boolean;
};

/** The heading of what takes the place of something else, and so the focus. */
export function Heading({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return <h1 tabIndex={-1} ref={heading}>{children}</h1>;
}

/** A screen with its one heading, which takes the focus when the screen opens. */
export function Screen({ title, children, lead, actions, backTo = true, onBack = back, begin = 'heading', wide }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    scrollTo(0, 0);
    const field = begin === 'field' ? box.current?.querySelector<HTMLElement>('input, textarea, select') : null;
    (field ?? heading.current)?.focus({ preventScroll: true });
  }, []);
  return (
    <div class={wide ? 'screen screen-wide' : 'screen'} ref={box}>
      <header class="screen-head">
        {backTo && (
          <button type="button" class="button button-quiet screen-back" onClick={() => onBack()}>
            <Icon name="back" /><span>{t('nav.back')}</span>
          </button>
        )}
        <div class="screen-title">
          <h1 tabIndex={-1} ref={heading}>{title}</h1>
          {actions && <div class="actions">{actions}</div>}
        </div>
        {lead && <div class="lead">{lead}</div>}
      </header>
      {children}
    </div>
  );
}

type SectionProps = { title: string; children: ComponentChildren; actions?: ComponentChildren; count?: number; plain?: boolean };

export function Section({ title, children, actions, count, plain }: SectionProps) {
  return (
    <section class={plain ? 'section' : 'section card'}>
      <div class="section-head">
        <h2>{title}{count !== undefined && <span class="count">{count}</span>}</h2>
        {actions && <div class="actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

type NoticeKind = 'info' | 'warn' | 'error' | 'good';
const noticeIcons: Record<NoticeKind, IconName> = { info: 'info', warn: 'warn', error: 'warn', good: 'check' };

export function Notice({ kind = 'info', title, children, live }:
  { kind?: NoticeKind; title?: string; children?: ComponentChildren; live?: boolean }) {
  return (
    <div class={`notice notice-${kind}`} role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}>
      <Icon name={noticeIcons[kind]} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

export function ErrorNotice({ error, kept }: { error: unknown; kept?: string }) {
  if (!error) return null;
  return <Notice kind="error" live><p>{errorWords(error)}</p>{kept && <p>{kept}</p>}</Notice>;
}

/** Says what is being waited for, once waiting is long enough to be noticed. */
export function Waiting({ what }: { what: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <div class="waiting-room" />;
  return <div class="waiting" role="status"><span class="waiting-bar" aria-hidden="true" /><span>{what}</span></div>;
}

/** What was asked for, or that it is on its way, or why it isn't there. */
export function Answered<T>({ asked, what, children }:
  { asked: Asked<T>; what: string; children: (value: T) => ComponentChildren }) {
  if (asked.value !== null) {
    return <>{asked.error ? <ErrorNotice error={asked.error} /> : null}{children(asked.value)}</>;
  }
  if (asked.error) {
    return <><ErrorNotice error={asked.error} /><Button onClick={asked.again}>{t('do.again')}</Button></>;
  }
  return <Waiting what={what} />;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

export function Tag({ children, kind = 'plain' }: { children: ComponentChildren; kind?: 'plain' | 'accent' | 'warn' | 'good' }) {
  return <span class={`tag tag-${kind}`}>{children}</span>;
}

/** A line of a list that leads somewhere. */
export function Row({ onClick, title, detail, end, icon }:
  { onClick: () => void; title: ComponentChildren; detail?: ComponentChildren; end?: ComponentChildren; icon?: IconName }) {
  return (
    <li class="row">
      <button type="button" class="row-button" onClick={onClick}>
        {icon && <Icon name={icon} />}
        <span class="row-text">
          <span class="row-title">{title}</span>
          {detail && <span class="row-detail">{detail}</span>}
        </span>
        {end && <span class="row-end">{end}</span>}
      </button>
    </li>
  );
}

let nextId = 0;
/** An id for label and description, the same as long as the component lives. */
export function useOwnId(prefix: string): string {
  const [id] = useState(() => `${prefix}-${++nextId}`);
  return id;
}

type TextFieldProps = {
  label: string;
  value: string;
  onInput: (value: string) => void;
  help?: string;
  error?: string;
  type?: 'text' | 'password' | 'search' | 'date' | 'number' | 'datetime-local';
  required?: boolean;
  long?: boolean;
  autocomplete?: string;
  direction?: 'ltr' | 'auto';
};

/** A labelled field outside of declared forms. */
export function TextField(props: TextFieldProps) {
  const id = useOwnId('text');
  const described = [props.help ? `${id}-help` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const common = {
    id, value: props.value, 'aria-describedby': described, 'aria-invalid': props.error ? true : undefined,
    required: props.required, autocomplete: props.autocomplete ?? 'off', dir: props.direction ?? 'auto',
    onInput: (event: Event) => props.onInput((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class={props.error ? 'field field-bad' : 'field'}>
      <label for={id}>{props.label}</label>
      {props.help && <p class="help" id={`${id}-help`}>{props.help}</p>}
      {props.long ? <textarea rows={3} {...common} /> : <input type={props.type ?? 'text'} {...common} />}
      {props.error && <p class="field-error" id={`${id}-error`}><Icon name="warn" />{props.error}</p>}
    </div>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  value: T | '';
  options: { code: T; label: string }[];
  onChange: (value: T) => void;
  help?: string;
  error?: string;
};

export function SelectField<T extends string>({ label, value, options, onChange, help, error }: ChoiceProps<T>) {
  const id = useOwnId('select');
  return (
    <div class={error ? 'field field-bad' : 'field'}>
      <label for={id}>{label}</label>
      {help && <p class="help" id={`${id}-help`}>{help}</p>}
      <select id={id} value={value} aria-describedby={help ? `${id}-help` : undefined} aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.currentTarget.value as T)}>
        {value === '' && <option value="">{t('choose.please')}</option>}
        {options.map((option) => <option key={option.code} value={option.code}>{option.label}</option>)}
      </select>
      {error && <p class="field-error"><Icon name="warn" />{error}</p>}
    </div>
  );
}

export function RadioField<T extends string>({ label, value, options, onChange, help, error }: ChoiceProps<T>) {
  const id = useOwnId('radio');
  return (
    <fieldset class={error ? 'field field-bad' : 'field'}>
      <legend>{label}</legend>
      {help && <p class="help">{help}</p>}
      <div class="choices">
        {options.map((option) => (
          <label key={option.code} class="choice">
            <input type="radio" name={id} checked={value === option.code} onChange={() => onChange(option.code)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error && <p class="field-error"><Icon name="warn" />{error}</p>}
    </fieldset>
  );
}

export function CheckField({ label, checked, onChange, detail }:
  { label: ComponentChildren; checked: boolean; onChange: (checked: boolean) => void; detail?: ComponentChildren }) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}{detail && <span class="check-detail">{detail}</span>}</span>
    </label>
  );
}

/** Asks before what can't be undone. */
export function Confirm({ title, children, action, onYes, onNo, danger }:
  { title: string; children: ComponentChildren; action: string; onYes: () => void; onNo: () => void; danger?: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useOwnId('confirm');
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus(); };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id}
      onCancel={(event) => { event.preventDefault(); onNo(); }}>
      <h2 id={id}>{title}</h2>
      <div class="dialog-body">{children}</div>
      <div class="actions">
        <Button onClick={onNo}>{t('do.cancel')}</Button>
        <Button kind={danger ? 'danger' : 'primary'} onClick={onYes}>{action}</Button>
      </div>
    </dialog>
  );
}
