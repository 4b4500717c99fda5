// SPDX-License-Identifier: AGPL-3.0-or-later
// What a wall does, said before it is put up.
import { t } from '../../texts';
import { Notice } from '../../ui/kit';

export function WallWhat({ history = false }: { history?: boolean }) {
  return (
    <Notice kind="warn">
      <p>{t('wall.keeps_out')}</p>
      {history && <p>{t('wall.history')}</p>}
      <p>{t('wall.beside')}</p>
    </Notice>
  );
}
