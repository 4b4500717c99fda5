// SPDX-License-Identifier: AGPL-3.0-or-later
import { useLayoutEffect, useState } from 'preact/hooks';
import { AuditScreen } from '../screens/audit/audit';
import { FirstRun } from '../screens/first_run/first_run';
import { Unlock } from '../screens/unlock/unlock';
import { direction, language, t } from '../texts';
import { Heading, Notice, Waiting } from '../ui/kit';
import { useStore } from '../ui/store';
import { forgetToasts } from '../ui/toasts';
import { Frame } from './frame';
import { Gate } from './gate';
import { watchShift } from './quick_exit';
import { door, leave, phase } from './session';

/** Whatever of the page may be seen depends on the phase alone. */
export function App() {
  const now = useStore(phase);
  const speaks = useStore(language);
  const [audits, setAudits] = useState(false);

  useLayoutEffect(() => {
    document.documentElement.lang = speaks;
    document.documentElement.dir = direction();
  }, [speaks]);

  useLayoutEffect(() => watchShift(leave), []);

  useLayoutEffect(() => {
    const active = () => door().active();
    const shown = (event: PageTransitionEvent) => { if (event.persisted) leave(); };
    for (const kind of ['keydown', 'pointerdown', 'wheel'] as const) addEventListener(kind, active, { passive: true });
    addEventListener('pageshow', shown);
    return () => {
      for (const kind of ['keydown', 'pointerdown', 'wheel'] as const) removeEventListener(kind, active);
      removeEventListener('pageshow', shown);
    };
  }, []);

  useLayoutEffect(() => { if (now !== 'open') forgetToasts(); setAudits(false); }, [now]);

  const audit = <Gate wide><AuditScreen onBack={() => setAudits(false)} /></Gate>;
  switch (now) {
    case 'starting': return <Gate><Waiting what={t('start.waiting')} /></Gate>;
    case 'no_session': return <NoSession />;
    case 'first_run': return audits ? audit : <Gate><FirstRun onAudit={() => setAudits(true)} /></Gate>;
    case 'locked': return audits ? audit : <Gate><Unlock onAudit={() => setAudits(true)} /></Gate>;
    case 'open': return <Frame />;
    case 'left': return <div class="left" />;
  }
}

function NoSession() {
  return (
    <Gate>
      <div class="stack">
        <Heading>{t('no_session.title')}</Heading>
        <Notice><p>{t('no_session.what')}</p><p>{t('no_session.mend')}</p></Notice>
      </div>
    </Gate>
  );
}
