// SPDX-License-Identifier: AGPL-3.0-or-later
// Says truly whether what was typed is kept.
import { errorWords } from '../shell/session';
import { t } from '../texts';
import { Icon } from '../ui/icons';
import { whenWords } from '../words/dates';
import type { DraftState } from './draft';

export function SavedLine({ draft }: { draft: DraftState }) {
  switch (draft.state) {
    case 'nothing': return <p class="saved-line" role="status" />;
    case 'waiting': return <p class="saved-line" role="status">{t('draft.writing')}</p>;
    case 'saved':
      return <p class="saved-line" role="status"><Icon name="check" />{t('draft.saved', { when: whenWords(draft.at) })}</p>;
    case 'failed':
      return <p class="saved-line field-error" role="status"><Icon name="warn" />{t('draft.failed', { why: errorWords(draft.error) })}</p>;
  }
}
