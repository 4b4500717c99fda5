// SPDX-License-Identifier: AGPL-3.0-or-later
// What the screens of the legal side share: words of their lists, who may be inside a wall, a part that is sealed.
import type { Form, Member, Option } from '../../engine/shapes';
import { optionsOf } from '../../forms/values';
import { client, form } from '../../shell/session';
import { coded, t } from '../../texts';
import { Icon } from '../../ui/icons';
import { CheckField } from '../../ui/kit';

export type LegalWords = { matter: Form; party: Form };

export async function legalWords(): Promise<LegalWords> {
  const [matter, party] = await Promise.all([form('matter'), form('matter_party')]);
  return { matter, party };
}

export function optionsIn(shape: Form, name: string): Option[] {
  const field = shape.fields.find((one) => one.name === name);
  return field ? optionsOf(shape, field).filter((one) => !one.retired) : [];
}

export function labelIn(shape: Form, name: string, code: string | undefined): string {
  if (code === undefined || code === '') return '';
  const field = shape.fields.find((one) => one.name === name);
  return (field && optionsOf(shape, field).find((one) => one.code === code)?.label) ?? code;
}

export function Sealed({ part = 'legal' }: { part?: string }) {
  return <p class="muted"><Icon name="seal" /> {t('sealed.to', { part: coded('part', part), team: coded('team', part) })}</p>;
}

/** Who holds the part and could be inside. */
export async function legalMembers(): Promise<Member[]> {
  const { members } = await client.members();
  return members.filter((one) => one.active && one.parts.includes('legal'));
}

/** The caller is always inside, and that is said; everybody else is ticked by name. */
export function InsidePick({ members, inside, onChange }: { members: Member[]; inside: string[]; onChange: (inside: string[]) => void }) {
  const others = members.filter((one) => !one.you);
  return (
    <fieldset class="field">
      <legend>{t('wall.who_inside')}</legend>
      <p class="help">{t('wall.two')}</p>
      <p><Icon name="check" /> {t('wall.you', { name: members.find((one) => one.you)?.name ?? '' })}</p>
      <div>
        {others.map((one) => (
          <CheckField key={one.member_id} label={<bdi>{one.name}</bdi>} detail={coded('role', one.role)} checked={inside.includes(one.member_id)}
            onChange={(on) => onChange(on ? [...inside, one.member_id] : inside.filter((id) => id !== one.member_id))} />
        ))}
      </div>
      {others.length === 0 && <p class="muted">{t('wall.nobody_else')}</p>}
    </fieldset>
  );
}

export const own = (members: Member[]): string => members.find((one) => one.you)?.member_id ?? '';
