import { afterAll, beforeAll, describe } from 'vitest';
import { Platform } from '../support/platform.ts';
import { access } from './access.ts';
import { Bench, LIMIT_BYTES } from './bench.ts';
import { graph } from './graph.ts';
import { plugins } from './plugins.ts';
import { portal } from './portal.ts';
import { questions } from './questions.ts';
import { uploads } from './uploads.ts';

/** Bad input gets a clear error and nothing changes, through the whole platform. */
describe('bad input', () => {
  const bench = new Bench(
    new Platform({
      arguments: ['--allow-process-packages'],
      environment: { WECUBE_PACKAGE_LIMIT_BYTES: String(LIMIT_BYTES) },
    }),
  );
  beforeAll(() => bench.start());
  afterAll(() => bench.platform[Symbol.asyncDispose]());

  uploads(bench);
  graph(bench);
  questions(bench);
  access(bench);
  plugins(bench);
  portal(bench);
});
