// SPDX-License-Identifier: AGPL-3.0-or-later
import type { RedactReason } from '../../engine/shapes_legal';
import { coded } from '../../texts';

/** A key that ends in "other" is a plural's. */
export function reasonWords(reason: RedactReason): string { return coded('redact.reason_is', reason === 'other' ? 'another' : reason); }
