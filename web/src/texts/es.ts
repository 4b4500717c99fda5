// SPDX-License-Identifier: AGPL-3.0-or-later
// Spanish.
import type { en } from './en';
import { audit } from './es/audit';
import { beds } from './es/beds';
import { everywhere } from './es/everywhere';
import { legal } from './es/legal';
import { papers } from './es/papers';
import { person } from './es/person';
import { plan } from './es/plan';
import { settings } from './es/settings';
import { sharing } from './es/sharing';
import { templates } from './es/templates';

export const es: Record<keyof typeof en, string> = { ...audit, ...beds, ...everywhere, ...legal, ...papers, ...person, ...plan, ...settings, ...sharing, ...templates };
