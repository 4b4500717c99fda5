// SPDX-License-Identifier: AGPL-3.0-or-later
// English. Whoever adds a key in its folder is told by the compiler where it is missing.
import { audit } from './en/audit';
import { beds } from './en/beds';
import { everywhere } from './en/everywhere';
import { legal } from './en/legal';
import { papers } from './en/papers';
import { person } from './en/person';
import { plan } from './en/plan';
import { settings } from './en/settings';
import { sharing } from './en/sharing';
import { templates } from './en/templates';

export const en = { ...audit, ...beds, ...everywhere, ...legal, ...papers, ...person, ...plan, ...settings, ...sharing, ...templates } as const;
