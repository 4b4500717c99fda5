// SPDX-License-Identifier: AGPL-3.0-or-later
// Jobs end to end, in Chromium, against the real program. AMPARO_PROGRAM: which one.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 300_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    maxWorkers: 1,
    minWorkers: 1,
  },
});
