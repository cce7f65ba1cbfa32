/** What an archive's directory says about one of its entries. */
export type ArchiveEntry = {
  /** With `/` between its parts; a folder ends with one. */
  name: string;
  /** Unpacked. */
  sizeBytes: number;
  /** Unix mode bits of the entry, 0 when the archive was made elsewhere. */
  mode: number;
  encrypted: boolean;
};

const FILE_TYPE = 0o170000;
const REGULAR_OR_UNSET = new Set([0, 0o100000, 0o040000]);
const LONGEST_NAME_BYTES = 700;

/** Why an entry may not be unpacked anywhere, as the end of "the zip holds X, which ..."; null when it may. */
export function unsafeBecause({ name, mode, encrypted }: ArchiveEntry): string | null {
  if (encrypted) return 'is encrypted';
  if ((mode & FILE_TYPE) === 0o120000) return 'is a symbolic link';
  if (!REGULAR_OR_UNSET.has(mode & FILE_TYPE)) return 'is neither a file nor a folder';
  return unsafeName(name);
}

export function isFolder(entry: { name: string }): boolean {
  return entry.name.endsWith('/');
}

function unsafeName(name: string): string | null {
  if (name === '') return 'has no name';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
  if (/[\u0000-\u001f\u007f\ufffd]/.test(name)) return 'has a name with control characters';
  if (name.includes('\\')) return 'has a backslash in its path';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'has an absolute path';
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES) return `has a path longer than ${LONGEST_NAME_BYTES} bytes`;
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (parts.includes('..')) return 'leads out of its folder';
  return parts.some((part) => part === '' || part === '.') ? 'has an empty part in its path' : null;
}
