/** A named value that packages read. */
export type SystemVariable = {
  /** Empty for the platform's own. */
  packageName: string;
  name: string;
  /** `global` is seen by every package; anything else only by its own. */
  scope: string;
  defaultValue: string | null;
  /** Set by a person; wins over the default unless empty. */
  value: string | null;
  secret: boolean;
  active: boolean;
};

export type EffectiveVariable = { value: string; secret: boolean };

/**
 * The value a package sees under a name: its own variable first, then a global one, else null.
 * Of several globals one that a person set wins, then the platform's own, then the first by package name.
 */
export function effectiveVariable(
  variables: readonly SystemVariable[],
  packageName: string | undefined,
): EffectiveVariable | null {
  const active = variables.filter((variable) => variable.active);
  const own = active.find((variable) => packageName !== undefined && variable.packageName === packageName);
  const chosen = own ?? active.filter(isGlobal).sort(byPrecedence)[0];
  return chosen ? { value: chosen.value || chosen.defaultValue || '', secret: chosen.secret } : null;
}

function isGlobal(variable: SystemVariable): boolean {
  return variable.scope.toLowerCase() === 'global';
}

function byPrecedence(left: SystemVariable, right: SystemVariable): number {
  const set = Number(Boolean(right.value)) - Number(Boolean(left.value));
  if (set !== 0) return set;
  return left.packageName < right.packageName ? -1 : left.packageName > right.packageName ? 1 : 0;
}
