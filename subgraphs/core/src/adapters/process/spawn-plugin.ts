import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { toError } from '@wecube/kit';
import { sayAdapter } from '../texts.ts';
import type { InstanceFolder } from './instance-folder.ts';
import { currentBootId } from './process-identity.ts';

/**
 * A shell notes who the process is and then becomes the plugin (same pid), so that no crash of the platform
 * can leave a plugin behind that nobody knows. It leaves no trace in the plugin's environment.
 */
const NOTE_AND_BECOME =
  'IFS= read -r stat </proc/self/stat && printf "%s\\n%s\\n" "$0" "$stat" >"$1" && shift && unset PWD OLDPWD stat && exec "$@"';

export type PluginCommand = {
  command: readonly string[];
  workingFolder: string;
  environment: Readonly<Record<string, string>>;
};

/** Starts a command as a process group of its own that outlives the platform; its output goes to the folder's log. */
export async function spawnPlugin(folder: InstanceFolder, plugin: PluginCommand): Promise<ChildProcess> {
  const log = await open(folder.logFile, 'a', 0o600);
  try {
    const arguments_ = ['-c', NOTE_AND_BECOME, await currentBootId(), folder.identityFile, ...resolveCommand(plugin)];
    const child = spawn('/bin/sh', arguments_, {
      cwd: plugin.workingFolder,
      env: { ...plugin.environment, PATH: searchPath() },
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(child, 'spawn');
    child.unref();
    return child;
  } catch (error) {
    throw toError(sayAdapter('PROCESS_NOT_STARTED', { reason: (error as Error).message }), {
      cause: error,
    });
  } finally {
    await log.close();
  }
}

// A package that says `node` means the Node that runs the platform.
function resolveCommand({ command }: PluginCommand): readonly string[] {
  const [program, ...rest] = command;
  return program === 'node' && basename(process.execPath).startsWith('node') ? [process.execPath, ...rest] : command;
}

const searchPath = () => `${dirname(process.execPath)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
