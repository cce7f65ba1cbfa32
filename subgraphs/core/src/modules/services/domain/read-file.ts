import { parseManifest } from '@wecube/plugin-adapters/contract';
import { parseDocument } from 'yaml';
import { declaredRegistrations } from './declared-registrations.ts';
import { type RegistrationFile, readRegistrations } from './registration-file.ts';

/** `saysIdempotency`: WeCube's own files know nothing of it, so what they do not say stays. */
export type ReadFile = { ok: true; file: RegistrationFile; saysIdempotency: boolean } | { ok: false; fault: string };

/** Reads what WeCube exports (XML) or what this platform exports (YAML, or the same as JSON). */
export function readFile(content: string): ReadFile {
  return /^\s*(\uFEFF)?\s*</.test(content) ? readXml(content) : readYaml(content);
}

function readXml(content: string): ReadFile {
  const result = parseManifest(content);
  if (!result.ok) return { ok: false, fault: result.problems.map(({ message }) => message).join(' ') };
  const { name, version, systemParameters } = result.manifest;
  const registrations = declaredRegistrations(result.manifest);
  const file = { packageName: name, version, systemParameters, registrations };
  return { ok: true, file, saysIdempotency: false };
}

/** Aliases are refused: a small file could grow without bounds. */
function readYaml(content: string): ReadFile {
  const document = parseDocument(content, { maxAliasCount: 0 } as never);
  const [error] = document.errors;
  if (error) return { ok: false, fault: error.message.split('\n')[0] ?? error.message };
  try {
    const result = readRegistrations(document.toJS({ maxAliasCount: 0 }));
    return result.ok ? { ...result, saysIdempotency: true } : result;
  } catch (failure) {
    return { ok: false, fault: (failure as Error).message };
  }
}
