import { takeDataFolder } from './data-folder.mjs';
import { ObjectStore } from './object-store.mjs';
import { RequestStore } from './request-store.mjs';
import { servePlugin } from './serve-plugin.mjs';

/** What the platform tells an instance by its environment. */
export function readSettings(environment) {
  return {
    port: Number(environment.PORT || 0),
    host: environment.HOST || '127.0.0.1',
    dataFolder: environment.DATA_DIR || './data',
    signingKey: environment.JWT_SIGNING_KEY || '',
  };
}

/** Opens the stores, serves the plugin and ends on SIGTERM after the requests in hand. */
export async function startPlugin({ name, model, seed, interfaces, settings }) {
  const release = await takeDataFolder(settings.dataFolder);
  const objects = await ObjectStore.open(settings.dataFolder, model, seed);
  const requests = await RequestStore.open(settings.dataFolder);
  const server = await servePlugin({ name, model, objects, requests, interfaces: interfaces(objects), settings });
  console.log(`${name} listens on ${settings.host}:${server.address().port}, data in ${settings.dataFolder}`);

  const stop = async () => {
    server.close();
    server.closeIdleConnections();
    await objects.close();
    await requests.close();
    release();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return server;
}
