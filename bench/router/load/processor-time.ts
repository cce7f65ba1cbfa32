import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process and its children have taken: a figure that a busy machine does not change much. */
export function processorSeconds(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.parent === pid);
  return (statOf(pid)?.seconds ?? 0) + children.reduce((sum, child) => sum + processorSeconds(Number(child)), 0);
}

function statOf(pid: number): { parent: number; seconds: number } | null {
  try {
    // The name may hold spaces; what is counted comes behind its closing parenthesis.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    return { parent: fields[1] ?? 0, seconds: ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS_PER_SECOND };
  } catch {
    return null; // it has ended meanwhile
  }
}
