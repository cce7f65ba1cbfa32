import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type Check, error, type Finding, fine, warning } from './check.ts';

const OLDEST_NODE = [20, 19] as const;
const MEBIBYTE = 1024 ** 2;
const WANTED_MEMORY_MB = 1_500;
const WANTED_DISK_MB = 2_000;

export const checkNode: Check = () => {
  const subject = 'Node.js';
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const newEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (newEnough) return fine(subject, process.version);
  return error(subject, process.version, `Install version ${OLDEST_NODE.join('.')} or newer (https://nodejs.org).`);
};

export const checkNpm: Check = () => {
  const { status, stdout } = spawnSync('npm', ['--version'], { encoding: 'utf8' });
  if (status === 0) return fine('npm', stdout.trim());
  return error('npm', 'not found', 'Install npm: it comes with Node.js, in Debian as the package npm.');
};

export const checkSystem: Check = () => {
  const name = `${platform()} ${arch()}`;
  if (platform() === 'linux' && ['x64', 'arm64'].includes(arch())) return fine('system', name);
  return error('system', name, 'Use Linux on x64 or arm64; the others are not tested.');
};

/** Memory that programs can still get, in the kernel's own estimate. */
export const checkMemory: Check = () => {
  const available = Number(/^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? 0) / 1024;
  const detail = `${Math.round(available)} MB available`;
  if (available >= WANTED_MEMORY_MB) return fine('memory', detail);
  return warning('memory', detail, `Close other programs: building and running take about ${WANTED_MEMORY_MB} MB.`);
};

export function checkDisk(data: string): Finding {
  const folder = nearestFolder(resolve(data));
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / MEBIBYTE;
  const detail = `${Math.round(free)} MB free at ${folder}`;
  if (free >= WANTED_DISK_MB) return fine('disk', detail);
  return error('disk', detail, `Free at least ${WANTED_DISK_MB} MB, or choose another place with --data DIR.`);
}

const nearestFolder = (folder: string): string => (existsSync(folder) ? folder : nearestFolder(dirname(folder)));
