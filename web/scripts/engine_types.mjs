// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes src/engine/api.ts from data/api.json; without --write says whether it is fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../src/engine/api.ts');
const { methods } = JSON.parse(readFileSync(join(here, '../../data/api.json'), 'utf8'));

function typeOf(schema) {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  switch (schema.type) {
    case 'string': return 'string';
    case 'integer':
    case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'array': {
      const item = typeOf(schema.items ?? {});
      return item.includes('|') ? `(${item})[]` : `${item}[]`;
    }
    case 'object': return schema.properties ? objectOf(schema) : 'Json';
    default: return 'unknown';
  }
}

function objectOf(schema) {
  const required = new Set(schema.required ?? []);
  const parts = Object.entries(schema.properties ?? {}).map(
    ([name, value]) => `${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(value)}`);
  return parts.length === 0 ? 'Record<string, never>' : `{ ${parts.join('; ')} }`;
}

const lines = [
  '// SPDX-License-Identifier: AGPL-3.0-or-later',
  '// Written by scripts/engine_types.mjs from data/api.json: `npm run types`.',
  'export type Json = Record<string, unknown>;',
  '',
  'export interface Api {',
  ...methods.map((method) => `  ${JSON.stringify(method.name)}: { params: ${objectOf(method.params)}; `
    + `result: ${method.result.properties ? objectOf(method.result) : 'Json'} };`),
  '}',
  '',
];
const text = lines.join('\n');
if (process.argv.includes('--write')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/engine/api.ts is not what data/api.json says; run: npm run types');
  process.exit(1);
}
