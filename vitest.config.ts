import { defineConfig, type ViteUserConfig } from 'vitest/config';

const full = process.env.SEQWRIGHT_FULL === '1';

const config: ViteUserConfig = defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/unpack-chromium.ts'],
    setupFiles: ['test/setup.ts'],
    // The share of its random cases that each property runs, in percent; see test/random-share.ts.
    env: { SEQWRIGHT_RANDOM: process.env.SEQWRIGHT_RANDOM ?? (full ? '100' : '10') },
    maxWorkers: 2,
    testTimeout: full ? 120_000 : 20_000,
    hookTimeout: 60_000,
  },
});

export default config;
