import { model, PACKAGE, seed } from './model.mjs';
import { readSettings, startPlugin } from './plugin-kit/start-plugin.mjs';

/** The engine of the sample CMDB with a model and an estate of the benchmark's size. */
await startPlugin({
  name: PACKAGE,
  model,
  seed: seed(Number(process.env.CMDB_OBJECTS)),
  interfaces: () => ({}),
  settings: readSettings(process.env),
});
