// SPDX-License-Identifier: AGPL-3.0-or-later
// Arabic, to prove right-to-left; no native speaker has read it yet. Plurals have more forms here.
import type { en } from './en';
import { audit } from './ar/audit';
import { beds } from './ar/beds';
import { everywhere } from './ar/everywhere';
import { legal } from './ar/legal';
import { papers } from './ar/papers';
import { person } from './ar/person';
import { plan } from './ar/plan';
import { settings } from './ar/settings';
import { sharing } from './ar/sharing';
import { templates } from './ar/templates';

export const ar: Record<string, string> & Record<keyof typeof en, string> = { ...audit, ...beds, ...everywhere, ...legal, ...papers, ...person, ...plan, ...settings, ...sharing, ...templates };
