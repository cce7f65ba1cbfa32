import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
  resolve: {
    // One instance of graphql for ESM and CommonJS, else "another module or realm".
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql/index.js') }],
  },
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.next/**', 'e2e/**', 'plugin-adapters/template/**'],
    setupFiles: ['subgraphs/kit/src/testing/setup.ts'],
    globalSetup: ['prisma/src/testing/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 90_000,
    pool: 'forks',
    // Vitest leaves one processor to itself, which is half of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
