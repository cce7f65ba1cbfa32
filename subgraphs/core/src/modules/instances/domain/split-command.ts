/** The words of a command line; quotes keep spaces together. No shell is involved, so nothing else has a meaning. */
export function splitCommand(text: string): string[] {
  const words = text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g);
  return [...words].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}
