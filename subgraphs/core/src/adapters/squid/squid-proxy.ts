import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toError } from '@wecube/kit';
import { type ProxyRule, type ProxyServer, sayProxy, withoutIncluded } from '../../modules/plugin-proxy/index.ts';
import type { SshConnection } from '../ssh/ssh-connection.ts';
import { apr1 } from './apr1.ts';

export type SquidOptions = {
  /** Address for clients. */
  url: string;
  /** Where the list and the passwords are written; the proxy's configuration includes them (docker/squid). */
  folder: string;
  /** Lets the proxy read them, such as `squid -k reconfigure`; empty when it watches the folder by itself. */
  reload: readonly string[];
  /** The machine of the proxy, when it is another one: folder and command are there. */
  ssh?: SshConnection | undefined;
};

/** Files that squid.conf includes. */
const RULES_FILE = 'packages.conf';
const PASSWORDS_FILE = 'passwords';
const RELOAD_LIMIT_MS = 20_000;
/** Squid runs as a user of its own; of passwords there are only hashes of random bytes to read. */
const READABLE = 0o644;

/** A Squid whose list is written here: each package is a user, and an `acl` of its own domains lets it through. */
export function createSquidProxy({ url, folder, reload, ssh }: SquidOptions): ProxyServer {
  let held = '';
  const write = ssh ? writeOver(ssh) : writeWhole;
  return {
    url,
    async apply(rules) {
      // A proxy that reads its list anew refuses connections for a moment, so it is told of real changes only.
      const wanted = JSON.stringify(rules);
      if (wanted === held) return;
      if (!ssh) await mkdir(folder, { recursive: true });
      // The passwords first: a user whom nothing lets through can do nothing.
      await write(join(folder, PASSWORDS_FILE), renderPasswords(rules));
      await write(join(folder, RULES_FILE), renderRules(rules));
      await tell(reload, ssh);
      held = wanted;
    },
  };
}

async function tell(words: readonly string[], ssh?: SshConnection): Promise<void> {
  const [command, ...parameters] = words;
  if (!command) return;
  try {
    if (ssh) await ssh.run(words.map(quote).join(' '));
    else await promisify(execFile)(command, parameters, { timeout: RELOAD_LIMIT_MS });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw toError(sayProxy('PROXY_NOT_RELOADED', { reason: stderr?.trim() || message }), { cause: error });
  }
}

/** One word for the shell of another machine, whatever is in it. */
export const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** As `writeWhole`, on the machine behind the connection. */
const writeOver = (ssh: SshConnection) => async (file: string, content: string) => {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  const to = quote(fresh);
  await ssh.run(`umask 022 && cat > ${to} && chmod 644 ${to} && mv -f ${to} ${quote(file)}`, content);
};

/** Package names hold nothing that Squid could take for more than a word; domains were checked when they came. */
function renderRules(rules: readonly ProxyRule[]): string {
  const lines = rules
    .filter(({ domains }) => domains.length > 0)
    .flatMap(({ packageName, domains }) => [
      `acl user_${idOf(packageName)} proxy_auth ${packageName}`,
      `acl domains_${idOf(packageName)} dstdomain ${withoutIncluded(domains).join(' ')}`,
      `http_access allow user_${idOf(packageName)} domains_${idOf(packageName)}`,
    ]);
  return `# Written by the platform at every change; do not edit.\n${lines.join('\n')}\n`;
}

/** Names of ACLs are short in Squid, and package names are not. */
const idOf = (packageName: string) => createHash('sha256').update(packageName).digest('hex').slice(0, 12);

const renderPasswords = (rules: readonly ProxyRule[]) =>
  rules.map(({ packageName, password }) => `${packageName}:${apr1(password, saltOf(packageName))}\n`).join('');

// The same file for the same rules, so that nothing is reloaded for nothing.
const saltOf = (packageName: string) => createHash('sha256').update(packageName).digest('hex').slice(0, 8);

/** Readers see the old file or the new one, never a part. */
async function writeWhole(file: string, content: string): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, content);
  await chmod(fresh, READABLE);
  await rename(fresh, file);
}
