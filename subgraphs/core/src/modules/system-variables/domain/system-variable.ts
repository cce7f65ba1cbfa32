/** A named value that packages read. */
export type SystemVariable = {
  id: string;
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
  /** `name__version` of the package that declared it, PLATFORM_SOURCE or PERSON_SOURCE. */
  source: string;
  updatedAt: Date;
  /** Empty when no person changed it. */
  updatedBy: string;
  rowVersion: number;
};

/** Source of the variables that the platform brings. */
export const PLATFORM_SOURCE = 'platform';
/** Source of the variables that a person made. */
export const PERSON_SOURCE = 'person';

export type EffectiveVariable = { value: string; secret: boolean };

/** What the manifest of the version that asks declares under the name. */
export type OwnDeclaration = { defaultValue: string | null };

type Candidate = Pick<SystemVariable, 'packageName' | 'scope' | 'defaultValue' | 'value' | 'secret' | 'active'>;

/**
 * The value a package sees under a name: its own variable first, then an active global one, else null.
 * A version that declares the variable itself sees its own default, also while another version is the active one.
 * Of several globals one that a person set wins, then the platform's own, then the first by package name.
 */
export function effectiveVariable(
  variables: readonly Candidate[],
  packageName: string | undefined,
  declared?: OwnDeclaration & { secret: boolean },
): EffectiveVariable | null {
  const own = variables.find((variable) => packageName !== undefined && variable.packageName === packageName);
  if (declared) {
    return { value: own?.value || declared.defaultValue || '', secret: own?.secret ?? declared.secret };
  }
  const global = variables.filter((variable) => variable.active && isGlobal(variable)).sort(byPrecedence)[0];
  const chosen = own?.active ? own : global;
  return chosen ? { value: chosen.value || chosen.defaultValue || '', secret: chosen.secret } : null;
}

const isGlobal = ({ scope }: Candidate): boolean => scope.toLowerCase() === 'global';

function byPrecedence(left: Candidate, right: Candidate): number {
  const set = Number(Boolean(right.value)) - Number(Boolean(left.value));
  if (set !== 0) return set;
  return left.packageName < right.packageName ? -1 : left.packageName > right.packageName ? 1 : 0;
}
