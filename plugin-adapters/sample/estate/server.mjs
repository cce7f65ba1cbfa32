import { model } from './model.mjs';
import { PluginProblem } from './plugin-kit/plugin-error.mjs';
import { readSettings, startPlugin } from './plugin-kit/start-plugin.mjs';
import { demoEstate } from './seed.mjs';

/** Sets the state of one object; the interface of every entity does the same. */
const setState = (objects, entity) => async (input) => {
  const id = input.object;
  if (!id) {
    throw new PluginProblem('Which object? The parameter "object" is empty.');
  }
  if (!input.state) {
    throw new PluginProblem('Which state? The parameter "state" is empty.');
  }
  const before = objects.find(entity, id)?.state ?? null;
  const [row] = await objects.update(entity, [{ id, state: String(input.state) }]);
  return { object: row.id, formerState: before, state: row.state };
};

const settings = readSettings(process.env);
await startPlugin({
  name: 'estate',
  model,
  seed: process.env.ESTATE_SEED === 'none' ? {} : demoEstate(),
  interfaces: (objects) => ({
    '/estate/v1/application/set-state': { action: 'application/set-state', execute: setState(objects, 'application') },
    '/estate/v1/unit/set-state': { action: 'unit/set-state', execute: setState(objects, 'unit') },
    '/estate/v1/host/set-state': { action: 'host/set-state', execute: setState(objects, 'host') },
  }),
  settings,
});
