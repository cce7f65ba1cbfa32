import { Platform } from './platform.ts';
import { startPlugin } from './plugin.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const plugin = await startPlugin(settings);
console.log(`__NAME__ listens on ${settings.host}:${plugin.port}, data in ${settings.dataFolder}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, async () => {
    await plugin.stop();
    process.exit(0);
  });

// Signing in at once shows a wrong identity before the first call needs it.
if (settings.gatewayUrl !== '' && settings.systemKey !== '')
  await new Platform(settings)
    .ask('GET', '/platform/v1/health-check')
    .then(() => console.log(`signed in as ${settings.systemCode}`))
    .catch((error: Error) => console.error(`cannot sign in: ${error.message}`));
