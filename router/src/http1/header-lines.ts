/** A name and a value without anything that one reader could take for another thing than the next one does. */
const LINE =
  /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*((?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?)[ \t]*$/;

/** Gives every header line of a head in turn, names in lower case; false at the first line that is not a plain one. */
export function readHeaderLines(lines: readonly string[], visit: (name: string, value: string) => void): boolean {
  for (let at = 1; at < lines.length; at += 1) {
    const match = LINE.exec(lines[at] as string);
    if (!match) return false;
    visit((match[1] as string).toLowerCase(), match[2] as string);
  }
  return true;
}

/** The value of `content-length`; undefined when it is not a plain number. */
export function lengthOf(value: string): number | undefined {
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
