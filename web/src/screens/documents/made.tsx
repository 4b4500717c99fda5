// SPDX-License-Identifier: AGPL-3.0-or-later
// How a redacted copy or a packet was made; a packet whose exhibits have newer versions can be made anew.
import type { DocumentShown, Made } from '../../engine/shapes_legal';
import { go } from '../../shell/router';
import { client } from '../../shell/session';
import { number, t } from '../../texts';
import { Button, ErrorNotice, Notice, Section, Waiting } from '../../ui/kit';
import { useStep } from '../../ui/step';
import { say } from '../../ui/toasts';
import { reasonWords } from './redact_words';

export function MadeHow({ document: one }: { document: DocumentShown }) {
  if (one.made?.redacted) return <Redacted lines={one.made.redacted} />;
  if (one.made?.packet) return <Packet id={one.id} made={one.made} />;
  return null;
}

function Redacted({ lines }: { lines: NonNullable<Made['redacted']> }) {
  return (
    <Section title={t('redact.was_made')}>
      <ul class="stack-small">
        {lines.map((line) => <li key={line.reason}>{t('redact.was_made_line', { reason: reasonWords(line.reason), n: number(line.times), pages: line.pages })}</li>)}
      </ul>
    </Section>
  );
}

function Packet({ id, made }: { id: string; made: Made }) {
  const { error, working, take } = useStep();
  const newer = made.newer ?? [];
  const again = () => take(async () => {
    const fresh = await client.makePacket({ again: id, newest: true });
    say(t('packet.made', { name: fresh.name, pages: number(fresh.pages) }));
    await go({ screen: 'document', id: fresh.id });
  });
  return (
    <Section title={t('packet.was_made')} count={made.packet?.exhibits.length ?? 0}>
      <ol class="stack-small">
        {(made.packet?.exhibits ?? []).map((one, at) => (
          <li key={at}>
            <button type="button" class="link" onClick={() => void go({ screen: 'document', id: one.document })}><bdi>{one.title}</bdi></button>
            {' '}<span class="small muted">{t('document.version', { n: one.version })}</span>
          </li>
        ))}
      </ol>
      {newer.length > 0 && (
        <Notice kind="warn">
          <p>{t('packet.newer', { marks: newer.map((one) => one.exhibit).join(', ') })}</p>
          <div><Button kind="quiet" disabled={working} onClick={() => void again()}>{t('packet.again')}</Button></div>
        </Notice>
      )}
      {working && <Waiting what={t('packet.making')} />}
      <ErrorNotice error={error} />
    </Section>
  );
}
