import type { Finding } from './check.ts';
import { checkDisk, checkMemory, checkNode, checkNpm, checkSystem } from './machine.ts';
import { checkDataFolder, checkLeftovers, checkPluginPort, checkPort } from './place.ts';
import { checkTestServers } from './test-servers.ts';

const SIGNS = { OK: 'ok     ', WARNING: 'warning', ERROR: 'ERROR  ' } as const;

/** Looks at everything that can keep the platform from working here; exit code 1 when something does. */
export async function doctor({ data, port }: { data: string; port: number }): Promise<void> {
  const findings = await examine(data, port);
  for (const finding of findings) console.log(present(finding));
  const errors = findings.filter(({ level }) => level === 'ERROR').length;
  const warnings = findings.filter(({ level }) => level === 'WARNING').length;
  console.log(`\n${errors} errors, ${warnings} warnings`);
  if (errors > 0) process.exitCode = 1;
}

/** Every finding about this machine, this data folder and this port. */
export async function examine(data: string, port: number): Promise<Finding[]> {
  const checks = [
    ...[checkNode, checkNpm, checkSystem, checkMemory],
    () => checkDataFolder(data),
    () => checkDisk(data),
    () => checkPort(data, port),
    () => checkPluginPort(data, port),
    () => checkLeftovers(data),
    checkTestServers,
  ];
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...[await check()].flat());
  return findings;
}

const present = ({ level, subject, detail, fix }: Finding): string =>
  `${SIGNS[level]}  ${subject.padEnd(22)} ${detail}${fix ? `\n         fix: ${fix}` : ''}`;
