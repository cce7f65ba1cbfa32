import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { UsageError } from '../../settings.ts';
import { SERVERS, type ServerName } from './gates.ts';

/** Debian packages that are missing for these servers. */
export function missingPackages(names: readonly ServerName[]): string[] {
  const missing = names.filter((name) => !existsSync(SERVERS[name].probe));
  return [...new Set(missing.flatMap((name) => [...SERVERS[name].packages]))];
}

/** Installs what is missing as root; otherwise fails with the one command that does it. */
export function installMissing(names: readonly ServerName[]): void {
  const packages = missingPackages(names);
  if (packages.length === 0) return;
  const install = `apt-get install -y ${packages.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new UsageError(
      `The tests need real servers that this machine lacks. Run as root, then repeat:\n  ${install}`,
    );
  }
  process.stderr.write(`Installing from Debian's packages: ${packages.join(' ')}\n`);
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

function apt(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // Packages that start a service of their own would take ports of the tests.
    input: '',
  });
  if (status !== 0) throw new UsageError(`apt-get ${args[0]} failed:\n${stdout}${stderr}`);
}
