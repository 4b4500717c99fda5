// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'preact/hooks';
import type { SettingsSection } from '../../shell/router';
import { t } from '../../texts';
import { Button, Screen } from '../../ui/kit';
import { Backup } from './backup';
import { DirectorySettings } from './directory';
import { FormsSettings } from './forms';
import { General } from './general';
import { People } from './people';
import { Partners } from './partners';
import { Retention } from './retention';
import { Words } from './words';

const sections = ['general', 'people', 'forms', 'words', 'retention', 'backup', 'partners', 'directory'] as const;

export function SettingsScreen({ section }: { section: SettingsSection }) {
  const [shown, setShown] = useState<SettingsSection>(section);
  return (
    <Screen title={t('nav.settings')} backTo={false}>
      <div class="tabs" role="group" aria-label={t('settings.sections')}>
        {sections.map((one) => (
          <Button key={one} pressed={shown === one} onClick={() => setShown(one)}>{t(`settings.${one}`)}</Button>
        ))}
      </div>
      {shown === 'general' && <General />}
      {shown === 'people' && <People />}
      {shown === 'forms' && <FormsSettings />}
      {shown === 'words' && <Words />}
      {shown === 'retention' && <Retention />}
      {shown === 'backup' && <Backup />}
      {shown === 'partners' && <Partners />}
      {shown === 'directory' && <DirectorySettings />}
    </Screen>
  );
}
