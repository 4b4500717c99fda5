// SPDX-License-Identifier: AGPL-3.0-or-later
// English. Whoever adds a key in its folder is told by the compiler where it is missing.
import { everywhere } from './en/everywhere';
import { person } from './en/person';
import { settings } from './en/settings';
import { sharing } from './en/sharing';

export const en = { ...everywhere, ...person, ...settings, ...sharing } as const;
