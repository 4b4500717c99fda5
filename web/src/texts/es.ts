// SPDX-License-Identifier: AGPL-3.0-or-later
// Spanish.
import type { en } from './en';
import { everywhere } from './es/everywhere';
import { person } from './es/person';
import { settings } from './es/settings';
import { sharing } from './es/sharing';

export const es: Record<keyof typeof en, string> = { ...everywhere, ...person, ...settings, ...sharing };
