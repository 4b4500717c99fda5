// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import type { Member } from '../../engine/shapes';
import { useAsk } from '../../shell/ask';
import { client, who } from '../../shell/session';
import { coded, list, t } from '../../texts';
import { Answered, Button, Confirm, ErrorNotice, Notice, Section, SelectField, Tag, TextField } from '../../ui/kit';
import { say } from '../../ui/toasts';
import { whenWords } from '../../words/dates';

const roles = ['advocate', 'attorney', 'shelter', 'outreach', 'statistician', 'coordinator'] as const;
type Role = (typeof roles)[number];

export function People() {
  const asked = useAsk(() => client.members(), []);
  const coordinator = who.value?.role === 'coordinator';
  return (
    <>
      <Section title={t('members.title')}>
        <Answered asked={asked} what={t('members.waiting')}>
          {({ members }) => (
            <ul class="stack">
              {members.map((member) => <MemberLine key={member.member_id} member={member} may={coordinator} onDone={asked.again} />)}
            </ul>
          )}
        </Answered>
      </Section>
      {coordinator ? <AddMember onDone={asked.again} /> : <Notice><p>{t('members.only_coordinator')}</p></Notice>}
    </>
  );
}

function MemberLine({ member, may, onDone }: { member: Member; may: boolean; onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = async () => {
    setAsking(false);
    try {
      await client.removeMember(member.member_id);
      say(t('members.removed', { name: member.name }));
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <li class="group-item">
      <div class="group-head">
        <p class="strong" dir="auto">{member.name} {member.you && <Tag kind="accent">{t('members.you')}</Tag>}
          {!member.active && <Tag>{t('members.left')}</Tag>}</p>
        {may && member.active && !member.you && (
          <Button kind="danger" label={t('members.remove_name', { name: member.name })} onClick={() => setAsking(true)}>{t('do.remove')}</Button>
        )}
      </div>
      <p class="small">{coded('role', member.role)} · {t('members.since', { when: whenWords(member.added) })}</p>
      <p class="small muted">{t('members.reads', { parts: list(member.parts.map((part) => coded('part', part))) })}</p>
      <ErrorNotice error={error} />
      {asking && (
        <Confirm title={t('members.remove_name', { name: member.name })} action={t('do.remove')} danger onNo={() => setAsking(false)}
          onYes={() => void remove()}><p>{t('members.remove_what')}</p></Confirm>
      )}
    </li>
  );
}

function AddMember({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('advocate');
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const short = [...passphrase].length < 12;
  const add = async () => {
    setTried(true);
    if (short || name.trim() === '') return;
    setError(null);
    try {
      await client.addMember({ name: name.trim(), role, passphrase });
      say(t('members.added', { name: name.trim() }));
      setName('');
      setPassphrase('');
      setTried(false);
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Section title={t('members.add')}>
      <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <TextField label={t('members.name')} value={name} onInput={setName} error={tried && name.trim() === '' ? t('check.needed') : undefined} />
        <SelectField label={t('members.role')} value={role} onChange={setRole} help={coded('role.what', role)}
          options={roles.map((code) => ({ code, label: coded('role', code) }))} />
        <TextField label={t('members.first_passphrase')} type="password" value={passphrase} onInput={setPassphrase} direction="ltr"
          help={t('members.first_passphrase_help')} error={tried && short ? t('first.passphrase_short') : undefined} />
        <ErrorNotice error={error} />
        <div><Button kind="primary" type="submit" icon="plus">{t('members.add')}</Button></div>
      </form>
    </Section>
  );
}
