// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom it is for: found by name, number or sound.
import type { Option } from '../../engine/shapes';
import { client } from '../../shell/session';
import { t } from '../../texts';
import { Combobox } from '../../ui/combobox';
import { Icon } from '../../ui/icons';
import { useOwnId } from '../../ui/kit';

export type Picked = { person: string; name: string };

async function find(text: string): Promise<Option[]> {
  if (text.trim() === '') return [];
  const { hits } = await client.search(text);
  const people = new Map<string, string>();
  // The title of a matter is no name of the person it is for.
  for (const hit of hits) if (hit.person !== undefined && !/^(matter|document)/.test(hit.kind) && !people.has(hit.person)) people.set(hit.person, hit.title);
  return [...people].map(([code, label]) => ({ code, label }));
}

export function PersonPick({ picked, onPick, error, label }: { picked: Picked | null; onPick: (one: Picked | null) => void; error?: string; label: string }) {
  const id = useOwnId('person');
  return (
    <div class={error ? 'field field-bad' : 'field'}>
      {picked ? <span class="field-label">{label}</span> : <label for={id}>{label}</label>}
      {picked ? (
        <div class="chosen"><span class="chosen-item"><bdi>{picked.name}</bdi>
          <button type="button" aria-label={t('choose.remove', { what: picked.name })} onClick={() => onPick(null)}><Icon name="cross" /></button></span></div>
      ) : (
        <Combobox id={id} options={find} onPick={(one) => onPick({ person: one.code, name: one.label })} placeholder={t('choose.search')}
          invalid={error !== undefined} />
      )}
      {error && <p class="field-error"><Icon name="warn" />{error}</p>}
    </div>
  );
}
