// SPDX-License-Identifier: AGPL-3.0-or-later
// Names or numbers, one a line; the next line comes by itself.
import { t } from '../../texts';
import { useOwnId } from '../../ui/kit';

type Props = { label: string; help?: string; values: string[]; onChange: (values: string[]) => void; atMost: number };

export function Names({ label, help, values, onChange, atMost }: Props) {
  const id = useOwnId('names');
  const lines = values.length < atMost && values[values.length - 1] !== '' ? [...values, ''] : values;
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {help && <p class="help" id={id}>{help}</p>}
      <div class="stack-small">
        {lines.map((one, at) => (
          <input key={at} type="text" dir="auto" autocomplete="off" value={one} aria-label={t('form.item', { question: label, n: at + 1 })}
            aria-describedby={help ? id : undefined}
            onInput={(event) => onChange(lines.map((old, index) => (index === at ? event.currentTarget.value : old)))} />
        ))}
      </div>
    </fieldset>
  );
}
