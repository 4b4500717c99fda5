// SPDX-License-Identifier: AGPL-3.0-or-later
// The bundle has fixed names and nothing inline, so that the host can embed it and its policy can forbid the rest.
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const bundleBytesMax = 250 * 1024;

/** What a browser would fetch, compressed; too much of it fails the build. */
function bounded(): Plugin {
  return {
    name: 'bounded',
    enforce: 'post',
    generateBundle(_, bundle) {
      const bytes = Object.values(bundle)
        .reduce((sum, file) => sum + gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length, 0);
      if (bytes > bundleBytesMax) this.error(`the bundle is ${bytes} bytes gzipped; at most ${bundleBytesMax} are taken`);
    },
  };
}

export default defineConfig({
  base: '/',
  plugins: [bounded()],
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2021',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        inlineDynamicImports: true,
        entryFileNames: 'app.js',
        assetFileNames: 'app[extname]',
      },
    },
  },
  test: {
    environment: 'jsdom',
    testTimeout: 30_000,
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
