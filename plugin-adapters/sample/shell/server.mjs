import { shellInterfaces } from './interfaces.mjs';
import { demoAgents, model } from './model.mjs';
import { readSettings, startPlugin } from './plugin-kit/start-plugin.mjs';

const DEFAULT_SCRIPT_TIMEOUT_MS = 600_000;

const scriptTimeoutMs = Number(process.env.SCRIPT_TIMEOUT_MS) || DEFAULT_SCRIPT_TIMEOUT_MS;
await startPlugin({
  name: 'shell',
  model,
  seed: process.env.SHELL_SEED === 'none' ? {} : demoAgents(),
  interfaces: (objects) => shellInterfaces(objects, { scriptTimeoutMs }),
  settings: readSettings(process.env),
});
