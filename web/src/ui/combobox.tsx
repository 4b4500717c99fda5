// SPDX-License-Identifier: AGPL-3.0-or-later
// Type to narrow a long list, arrows to move, Enter to take: the combobox of the ARIA practices, with a list below.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Option } from '../engine/shapes';
import { plural, t } from '../texts';
import { useOwnId } from './kit';

type Props = {
  id: string;
  options: Option[] | ((text: string) => Promise<Option[]>);
  onPick: (option: Option) => void;
  describedBy?: string;
  invalid?: boolean;
  placeholder?: string;
  label?: string;
};

const shownAtMost = 60;

export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

export function narrow(options: Option[], text: string): Option[] {
  const wanted = folded(text.trim());
  if (wanted === '') return options.slice(0, shownAtMost);
  const starts = options.filter((option) => folded(option.label).startsWith(wanted));
  const holds = options.filter((option) => !starts.includes(option) && folded(option.label).includes(wanted));
  return [...starts, ...holds].slice(0, shownAtMost);
}

export function Combobox({ id, options, onPick, describedBy, invalid, placeholder, label }: Props) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<Option[]>([]);
  const listId = useOwnId('list');
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    if (Array.isArray(options)) {
      setFound(narrow(options, text));
      return undefined;
    }
    let ours = true;
    const timer = setTimeout(() => {
      void options(text).then((answer) => { if (ours) setFound(answer); }, () => { if (ours) setFound([]); });
    }, 120);
    return () => { ours = false; clearTimeout(timer); };
  }, [open, text, options]);

  useEffect(() => { list.current?.children[at]?.scrollIntoView({ block: 'nearest' }); }, [at]);

  const pick = (option: Option | undefined) => {
    if (!option) return;
    onPick(option);
    setText('');
    setAt(0);
    setOpen(false);
  };

  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((now) => (open && found.length > 0 ? (now + step + found.length) % found.length : 0));
    } else if (event.key === 'Enter' && open && found.length > 0) {
      event.preventDefault();
      pick(found[at]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <div class="combobox">
      <input id={id} type="text" role="combobox" autocomplete="off" dir="auto" value={text} placeholder={placeholder}
        aria-label={label} aria-expanded={open && found.length > 0} aria-controls={listId} aria-autocomplete="list"
        aria-activedescendant={open && found[at] ? `${listId}-${at}` : undefined} aria-describedby={describedBy}
        aria-invalid={invalid ? true : undefined}
        onInput={(event) => { setText(event.currentTarget.value); setAt(0); setOpen(true); }}
        onFocus={() => setOpen(text !== '')} onClick={() => setOpen(true)} onBlur={() => setOpen(false)} onKeyDown={key} />
      <ul id={listId} role="listbox" ref={list} class="combobox-list" hidden={!open || found.length === 0}
        aria-label={t('choose.list')}>
        {found.map((option, index) => (
          <li key={option.code} id={`${listId}-${index}`} role="option" aria-selected={index === at}
            onMouseDown={(event) => { event.preventDefault(); pick(option); }}>
            {option.label}
          </li>
        ))}
      </ul>
      <span class="hidden" role="status">{open ? plural('choose.found', found.length) : ''}</span>
    </div>
  );
}
