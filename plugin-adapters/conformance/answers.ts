import type { Answer } from './connection.ts';

export type Row = Record<string, unknown>;

export const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an answer has one of the protocol's two forms: of an interface, or of entities. */
export function isOfProtocol({ json }: Answer): boolean {
  return isObject(json) && (isCode(json['resultCode']) || typeof json['status'] === 'string');
}

const isCode = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** The plugin did not do what was asked: by its status, or by what it says. */
export function isRefusal(answer: Answer): boolean {
  if (answer.status >= 400 || !isObject(answer.json)) return true;
  const { resultCode, status } = answer.json;
  if (isCode(resultCode) && String(resultCode) !== '0') return true;
  return typeof status === 'string' && status !== 'OK';
}

/** The rows of an entity answer; null when it is none. */
export function rowsOf({ json }: Answer): Row[] | null {
  if (!isObject(json) || json['status'] !== 'OK') return null;
  const { data } = json;
  return Array.isArray(data) && data.every(isObject) ? data : null;
}

/** The outputs of an interface answer; null when it has no list of objects. */
export function outputsOf({ json }: Answer): Row[] | null {
  const results = isObject(json) ? json['results'] : null;
  const outputs = isObject(results) ? results['outputs'] : null;
  return Array.isArray(outputs) && outputs.every(isObject) ? outputs : null;
}

export const resultCodeOf = ({ json }: Answer): string => String(isObject(json) ? json['resultCode'] : undefined);
export const idOf = (row: Row): string => String(row['id']);
export const failed = (output: Row): boolean => String(output['errorCode'] ?? '0') !== '0';

/** The words of a refusal, in either form. */
export function wordsOf({ json }: Answer): string {
  const body = isObject(json) ? json : {};
  return [body['resultMessage'], body['message']]
    .filter((word) => typeof word === 'string')
    .join(' ')
    .trim();
}
