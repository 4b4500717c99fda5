// SPDX-License-Identifier: AGPL-3.0-or-later
// The legal side: matters, what was asked of us, what may not be erased, and the walls. Sealed to who does not hold the part.
import { useState } from 'preact/hooks';
import type { MattersView } from '../../shell/router';
import { go } from '../../shell/router';
import { holds } from '../../shell/session';
import { t } from '../../texts';
import { Button, Screen } from '../../ui/kit';
import { Checks } from './checks';
import { HoldList } from './holds';
import { MatterList } from './list';
import { Sealed } from './pieces';
import { Requests } from './requests';
import { WallList } from './walls';

const views: MattersView[] = ['list', 'checks', 'requests', 'holds', 'walls'];

export function MattersScreen({ view }: { view: MattersView }) {
  const [shown, setShown] = useState(view);
  if (!holds('legal')) return <Screen title={t('nav.matters')} backTo={false}><div class="card"><Sealed /></div></Screen>;
  return (
    <Screen title={t('nav.matters')} backTo={false} wide
      actions={<Button kind="primary" icon="plus" onClick={() => void go({ screen: 'matter_new' })}>{t('matter.new')}</Button>}>
      <div class="tabs" role="group" aria-label={t('matter.views')}>
        {views.map((one) => <Button key={one} pressed={shown === one} onClick={() => setShown(one)}>{t(`matter.view.${one}`)}</Button>)}
      </div>
      <div class="stack matter">
        {shown === 'list' && <MatterList />}
        {shown === 'checks' && <Checks />}
        {shown === 'requests' && <Requests />}
        {shown === 'holds' && <HoldList />}
        {shown === 'walls' && <WallList />}
      </div>
    </Screen>
  );
}
