import type { Said } from '@wecube/kit';
import { sayPackage } from './texts.ts';

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
export function unsafeBecause({ name, mode, encrypted }: ArchiveEntry): Said | null {
  if (encrypted) return sayPackage('ENTRY_FAULT.encrypted');
  if ((mode & FILE_TYPE) === 0o120000) return sayPackage('ENTRY_FAULT.symbolicLink');
  if (!REGULAR_OR_UNSET.has(mode & FILE_TYPE)) return sayPackage('ENTRY_FAULT.notPlain');
  return unsafeName(name);
}

export function isFolder(entry: { name: string }): boolean {
  return entry.name.endsWith('/');
}

function unsafeName(name: string): Said | null {
  if (name === '') return sayPackage('ENTRY_FAULT.nameless');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
  if (/[\u0000-\u001f\u007f\ufffd]/.test(name)) return sayPackage('ENTRY_FAULT.controlCharacters');
  if (name.includes('\\')) return sayPackage('ENTRY_FAULT.backslash');
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return sayPackage('ENTRY_FAULT.absolute');
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES)
    return sayPackage('ENTRY_FAULT.tooLong', { most: LONGEST_NAME_BYTES });
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  if (parts.includes('..')) return sayPackage('ENTRY_FAULT.leadsOut');
  return parts.some((part) => part === '' || part === '.') ? sayPackage('ENTRY_FAULT.emptyPart') : null;
}
