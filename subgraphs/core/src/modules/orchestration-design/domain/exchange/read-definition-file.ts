import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { ReadDefinitions } from './exchanged-definition.ts';
import { readOrchestrations } from './orchestration-file.ts';
import { sayExchange } from './texts.ts';
import { readWecube, wecubeSchema } from './wecube-json.ts';
import { readWecube2, wecube2Schema } from './wecube2-file.ts';

const MIB = 1_048_576;
export const MOST_FILE_MIB = 16;
export const MOST_DEFINITIONS = 500;

/**
 * Reads a file of orchestrations, whichever program wrote it: this platform (YAML, or the same as JSON), the present
 * WeCube (a JSON array), or WeCube 2 (base64 of JSON with BPMN 2.0). Times without a zone are those of `zone`.
 */
export function readDefinitionFile(content: string, zone: string): ReadDefinitions {
  const text = content.replace(/^\uFEFF/, '').trim();
  if (!text) return fail(sayExchange('DEFINITION_FILE_UNREADABLE.empty'));
  if (text.length > MOST_FILE_MIB * MIB)
    return fail(sayExchange('DEFINITION_FILE_UNREADABLE.large', { most: MOST_FILE_MIB }));
  const read = readText(text, zone);
  return read.ok ? checkKeys(read) : read;
}

function readText(text: string, zone: string): ReadDefinitions {
  if (/^[[{]/.test(text)) return readJson(text, zone);
  if (/^[A-Za-z0-9+/=\s]+$/.test(text)) {
    const decoded = Buffer.from(text, 'base64').toString('utf8').trim();
    if (/^[[{]/.test(decoded)) return readJson(decoded, zone);
  }
  return readYaml(text);
}

function readJson(text: string, zone: string): ReadDefinitions {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return broken((error as Error).message);
  }
  const [first] = Array.isArray(parsed) ? parsed : [parsed];
  if (has(first, 'procDefData')) {
    const result = wecube2Schema.safeParse(first);
    return result.success ? readWecube2(result.data, zone) : brokenAt(result.error);
  }
  if (has(first, 'procDef')) {
    const result = z.array(wecubeSchema).safeParse(Array.isArray(parsed) ? parsed : [parsed]);
    return result.success ? readWecube(result.data, zone) : brokenAt(result.error);
  }
  return has(parsed, 'format') ? readOrchestrations(parsed) : fail(sayExchange('DEFINITION_FILE_UNREADABLE.form'));
}

/** Aliases are refused: a small file could grow without bounds. */
function readYaml(text: string): ReadDefinitions {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) return broken(error.message.split('\n')[0] ?? error.message);
  try {
    const parsed: unknown = document.toJS({ maxAliasCount: 0 });
    return has(parsed, 'format') ? readOrchestrations(parsed) : fail(sayExchange('DEFINITION_FILE_UNREADABLE.form'));
  } catch (failure) {
    return broken((failure as Error).message);
  }
}

function checkKeys(read: Extract<ReadDefinitions, { ok: true }>): ReadDefinitions {
  const { definitions } = read;
  if (definitions.length === 0) return fail(sayExchange('DEFINITION_FILE_UNREADABLE.form'));
  if (definitions.length > MOST_DEFINITIONS) {
    const facts = { count: definitions.length, most: MOST_DEFINITIONS };
    return fail(sayExchange('DEFINITION_FILE_UNREADABLE.many', facts));
  }
  const keys = definitions.map(({ key }) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  return twice === undefined ? read : fail(sayExchange('DEFINITION_FILE_UNREADABLE.twice', { key: twice }));
}

const has = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && key in value;
const fail = (fault: Extract<ReadDefinitions, { ok: false }>['fault']): ReadDefinitions => ({ ok: false, fault });
const broken = (reason: string) =>
  fail(sayExchange('DEFINITION_FILE_UNREADABLE.broken', { reason: reason.replace(/\.$/, '') }));
const brokenAt = ({ issues: [issue] }: z.ZodError) =>
  broken(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}`);
