import type { Said } from '@wecube/kit';

/** Something that is wrong with a registration, or deserves a look; an ERROR keeps its service from being called. */
export type Finding = Said & {
  level: 'ERROR' | 'WARNING';
  /** The action it concerns; null when it concerns the whole registration. */
  action: string | null;
  parameter: string | null;
};

type Place = { action?: string; parameter?: string };

export const errorFinding = (said: Said, { action, parameter }: Place = {}): Finding => ({
  ...{ ...said, level: 'ERROR' },
  ...{ action: action ?? null, parameter: parameter ?? null },
});

export const warningFinding = (said: Said, place: Place = {}): Finding => ({
  ...errorFinding(said, place),
  level: 'WARNING',
});

/** The actions that cannot be called for what was found; every one when it concerns the whole registration. */
export function blockedActions(findings: readonly Finding[], all: readonly string[]): Set<string> {
  const errors = findings.filter(({ level }) => level === 'ERROR');
  return new Set(errors.some(({ action }) => action === null) ? all : errors.flatMap(({ action }) => action ?? []));
}
