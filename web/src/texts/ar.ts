// SPDX-License-Identifier: AGPL-3.0-or-later
// Arabic, to prove right-to-left; no native speaker has read it yet. Plurals have more forms here.
import type { en } from './en';
import { everywhere } from './ar/everywhere';
import { person } from './ar/person';
import { settings } from './ar/settings';
import { sharing } from './ar/sharing';

export const ar: Record<string, string> & Record<keyof typeof en, string> = { ...everywhere, ...person, ...settings, ...sharing };
