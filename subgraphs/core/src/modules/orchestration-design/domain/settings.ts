import type { DefinitionSettings } from './definition.ts';

/** Settings as they are given; what is absent or null stays as it is. */
export type SettingsInput = { readonly [Key in keyof DefinitionSettings]?: DefinitionSettings[Key] | null | undefined };

/** The settings after a change; names come without surrounding blanks and each once. */
export function settle(before: DefinitionSettings, input: SettingsInput): DefinitionSettings {
  return {
    isSubProcess: input.isSubProcess ?? before.isSubProcess,
    group: input.group?.trim() ?? before.group,
    conflictCheck: input.conflictCheck ?? before.conflictCheck,
    authorisedPlugins: names(input.authorisedPlugins ?? before.authorisedPlugins),
    mgmtRoles: names(input.mgmtRoles ?? before.mgmtRoles),
    useRoles: names(input.useRoles ?? before.useRoles),
  };
}

const names = (given: readonly string[]) =>
  [...new Set(given.map((name) => name.trim()).filter((name) => name !== ''))].sort();
