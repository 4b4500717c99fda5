// SPDX-License-Identifier: AGPL-3.0-or-later
// Beds: the board, who waits, what partners ask, and the house. No address stands on any of these.
import { useState } from 'preact/hooks';
import type { BedsView } from '../../shell/router';
import { go } from '../../shell/router';
import { t } from '../../texts';
import { Button, Screen } from '../../ui/kit';
import { BoardView } from './board_view';
import { House } from './house';
import { Partners } from './partners';
import { WaitingView } from './waiting';

const views: BedsView[] = ['board', 'waiting', 'partners', 'house'];

export function BedsScreen({ view }: { view: BedsView }) {
  const [shown, setShown] = useState(view);
  return (
    <Screen title={t('nav.beds')} backTo={false} wide
      actions={<Button icon="print" onClick={() => void go({ screen: 'handover' })}>{t('bed.handover')}</Button>}>
      <div class="tabs" role="group" aria-label={t('bed.views')}>
        {views.map((one) => <Button key={one} pressed={shown === one} onClick={() => setShown(one)}>{t(`bed.view.${one}`)}</Button>)}
      </div>
      {shown === 'board' && <BoardView />}
      {shown === 'waiting' && <WaitingView />}
      {shown === 'partners' && <Partners />}
      {shown === 'house' && <House />}
    </Screen>
  );
}
