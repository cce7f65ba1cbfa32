// The server process of the embedded default. `up` starts it with the settings on its IPC channel and goes away.
import 'reflect-metadata';
import { startEmbedded } from './embedded-context.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';
import type { Settings } from './settings.ts';
import { removeState, type State, writeState } from './state.ts';

export type ServerMessage = { kind: 'started'; part: string } | { kind: 'ready' } | { kind: 'failed'; reason: string };

process.once('message', (settings: Settings) => void serve(settings));

async function serve(settings: Settings): Promise<void> {
  const state: State = {
    server: identify(process.pid) as ProcessIdentity,
    port: settings.port,
    pluginPort: settings.pluginPort,
    address: settings.address,
  };
  writeState(settings.data, state);
  try {
    const platform = await startEmbedded({
      settings,
      report: (part) => tell({ kind: 'started', part }),
      portalStarted: (portal) => {
        state.portal = portal;
        writeState(settings.data, state);
      },
    });
    endOnSignal(platform, settings);
    tell({ kind: 'ready' });
  } catch (error) {
    removeState(settings.data);
    console.error(error);
    tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}

function endOnSignal(platform: AsyncDisposable, settings: Settings): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void stop(platform, settings);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  process.on('SIGHUP', () => undefined); // closing the terminal does not end the platform
}

async function stop(platform: AsyncDisposable, settings: Settings): Promise<void> {
  try {
    await platform[Symbol.asyncDispose]();
  } finally {
    removeState(settings.data);
    process.exit(0);
  }
}

// The channel is gone once `up` has seen enough.
function tell(message: ServerMessage): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
