// SPDX-License-Identifier: AGPL-3.0-or-later
// What is asked of a place, to be ticked.
import { t } from '../../texts';
import { CheckField } from '../../ui/kit';
import type { BedWords } from './words';

type Props = { words: BedWords; value: string[]; onChange: (wishes: string[]) => void };

export function Wishes({ words, value, onChange }: Props) {
  return (
    <fieldset class="field">
      <legend>{t('bed.wishes')}</legend>
      <div class="bed-wishes">
        {words.wishes.map((wish) => (
          <CheckField key={wish.code} label={wish.label} checked={value.includes(wish.code)}
            onChange={(on) => onChange(on ? [...value, wish.code] : value.filter((one) => one !== wish.code))} />
        ))}
      </div>
    </fieldset>
  );
}
