import { dataModelAnswerSchema, type EntityRow, type PluginEntity } from '../../contract/index.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { PluginError } from './plugin-error.ts';

const EXCERPT_LENGTH = 300;

export type DecodedInterfaceAnswer = {
  resultCode: string;
  resultMessage: string;
  outputs: Record<string, unknown>[];
};

/**
 * Reads the answer of an interface call. The body decides, not the HTTP status. Numbers as codes and absent or null
 * results are taken; anything else that is no answer throws with the beginning of what came.
 */
export function decodeInterfaceAnswer(answer: HttpAnswer): DecodedInterfaceAnswer {
  const body = readObject(answer);
  const { resultCode, results } = body;
  if (isCode(resultCode)) {
    const outputs = isObject(results) ? readOutputs(results['outputs'], answer) : readOutputs(results, answer);
    return { resultCode: String(resultCode), resultMessage: textOf(body['resultMessage']), outputs };
  }
  if (typeof body['status'] === 'string' && body['status'] !== 'OK' && typeof body['message'] === 'string') {
    return { resultCode: body['status'], resultMessage: body['message'], outputs: [] };
  }
  throw badAnswer(answer, 'it has no resultCode');
}

/** Reads the answer of a subgraph that a plugin serves itself, as it came. */
export function decodeGraphAnswer(answer: HttpAnswer): unknown {
  return readObject(answer);
}

/** Reads the answer of an entity call: the rows, or `PLUGIN_REFUSED` with the plugin's message. */
export function decodeRows(answer: HttpAnswer): EntityRow[] {
  const data = readData(answer);
  if (data === null || data === undefined) {
    return [];
  }
  if (!Array.isArray(data) || !data.every(isObject)) {
    throw badAnswer(answer, 'its data is no list of objects');
  }
  return data.map(withTextId);
}

export type RiskFinding = {
  /** First and last line, of a script. */
  lines: readonly number[];
  level: string;
  content: string;
  message: string;
  parameter: string;
};
/** `text` is the plugin's own table of the findings, for a person. */
export type RiskFindings = { text: string; findings: readonly RiskFinding[] };

/** Reads the answer of a risk check: no findings mean that nothing stands in the way. */
export function decodeRisk(answer: HttpAnswer): RiskFindings {
  const data = readData(answer);
  const { text, data: findings } = isObject(data) ? data : {};
  if (findings === null || findings === undefined) {
    return { text: textOf(text), findings: [] };
  }
  if (!Array.isArray(findings) || !findings.every(isObject)) {
    throw badAnswer(answer, 'its findings are no list of objects');
  }
  return { text: textOf(text), findings: findings.map(readFinding) };
}

function readFinding(finding: Record<string, unknown>): RiskFinding {
  const { lineno, level, content, message } = finding;
  const lines = Array.isArray(lineno) ? lineno.map(Number) : [];
  return {
    ...{ lines, level: textOf(level), content: textOf(content), message: textOf(message) },
    parameter: textOf(finding['script_name']),
  };
}

/** Reads the answer of `GET /{package}/data-model`. */
export function decodeDataModel(answer: HttpAnswer): PluginEntity[] {
  const data = readData(answer);
  const parsed = dataModelAnswerSchema.safeParse({ status: 'OK', data: data ?? [] });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw badAnswer(answer, `${issue?.path.join('.')}: ${issue?.message}`);
  }
  return parsed.data.data;
}

function readData(answer: HttpAnswer): unknown {
  const body = readObject(answer);
  if (body['status'] === 'OK') {
    return body['data'];
  }
  if (typeof body['status'] === 'string' && body['status'] !== '') {
    throw new PluginError('PLUGIN_REFUSED', textOf(body['message']) || 'The plugin gave no reason.', 'YES');
  }
  throw badAnswer(answer, 'it has no status');
}

function readObject(answer: HttpAnswer): Record<string, unknown> {
  const body = parseJson(answer.text);
  if (isObject(body)) {
    return body;
  }
  throw badAnswer(answer, 'it is no JSON object');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readOutputs(outputs: unknown, answer: HttpAnswer): Record<string, unknown>[] {
  if (outputs === null || outputs === undefined) {
    return [];
  }
  if (!Array.isArray(outputs) || !outputs.every(isObject)) {
    throw badAnswer(answer, 'its outputs are no list of objects');
  }
  for (const output of outputs) {
    if (typeof output['errorCode'] === 'number') {
      output['errorCode'] = String(output['errorCode']);
    }
  }
  return outputs;
}

function withTextId(row: Record<string, unknown>): EntityRow {
  return typeof row['id'] === 'number' ? { ...row, id: String(row['id']) } : row;
}

function badAnswer(answer: HttpAnswer, reason: string): PluginError {
  const excerpt = answer.text.slice(0, EXCERPT_LENGTH);
  const came = excerpt === '' ? 'an empty body' : JSON.stringify(excerpt);
  if (answer.status >= 400) {
    return new PluginError('PLUGIN_HTTP_ERROR', `The plugin answered HTTP ${answer.status} with ${came}.`, 'YES');
  }
  return new PluginError('PLUGIN_BAD_ANSWER', `The plugin's answer is not valid (${reason}): ${came}.`, 'YES');
}

function isCode(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
