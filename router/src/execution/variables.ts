/** The variables a fetch uses as members of a JSON object, without its braces. */
export function variableMembers(names: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  let members = '';
  for (const name of names) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) continue;
    members += `${members && ','}${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  return members;
}
