// SPDX-License-Identifier: AGPL-3.0-or-later
// The end of a form: whether it is kept, throwing the draft away, and handing it in.
import { useState } from 'preact/hooks';
import type { Route } from '../shell/router';
import { replace } from '../shell/router';
import { t } from '../texts';
import { Button, Confirm } from '../ui/kit';
import { say } from '../ui/toasts';
import { SavedLine } from './saved_line';
import type { Work } from './work';

export function FormFoot({ work, action, afterDiscard }: { work: Work; action: string; afterDiscard: Route }) {
  const [asking, setAsking] = useState(false);
  const discard = async () => {
    setAsking(false);
    await work.draft.discard();
    say(t('draft.discarded'));
    await replace(afterDiscard);
  };
  return (
    <div class="form-foot">
      <SavedLine draft={work.draft.state} />
      <div class="actions">
        {work.draft.id() !== undefined && <Button kind="quiet" onClick={() => setAsking(true)}>{t('draft.discard')}</Button>}
        <Button kind="primary" type="submit" icon="check" disabled={work.working}>{action}</Button>
      </div>
      {asking && (
        <Confirm title={t('draft.discard_title')} action={t('draft.discard')} danger onNo={() => setAsking(false)}
          onYes={() => void discard()}><p>{t('draft.discard_what')}</p></Confirm>
      )}
    </div>
  );
}
