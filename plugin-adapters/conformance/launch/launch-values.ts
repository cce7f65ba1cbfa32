import type { Manifest } from '../../contract/index.ts';
import { substituteVariables } from '../../contract/index.ts';

export type LaunchValues = Readonly<Record<string, string>>;

/** What `{{NAME}}` becomes: what is given, else what the package itself presets; nothing else has a value here. */
export function lookUpIn({ systemParameters }: Manifest, given: LaunchValues) {
  return (name: string): string | null => {
    const own = systemParameters.findLast((parameter) => parameter.name === name);
    return given[name] ?? own?.value ?? own?.defaultValue ?? null;
  };
}

/** The environment that the program is declared to have. */
export function environmentOf(
  variables: readonly { name: string; value: string }[],
  lookUp: (name: string) => string | null,
): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, substituteVariables(value, lookUp)]));
}
