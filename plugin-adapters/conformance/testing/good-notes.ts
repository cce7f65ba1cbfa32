import { isObject, type Row } from '../answers.ts';

type Filter = { attrName: string; op: string; condition: unknown };
const ATTRIBUTES = ['id', 'displayName', 'text', 'size', 'parent'];

export const refusal = (message: string): Row => ({
  ...{ status: 'ERROR', message, data: null },
  ...{ resultCode: '1', resultMessage: message, results: { outputs: [] } },
});
const success = (data: unknown): Row => ({ status: 'OK', message: 'success', data });

/** The notes of the good plugin: in memory, and right. */
export class GoodNotes {
  readonly rows = new Map<string, Row>();
  readonly #answers = new Map<string, Promise<Row>>();
  #made = 0;

  constructor(private readonly gatewayUrl: string) {
    for (const [at, size] of [5, 12, 100, 9].entries())
      this.#store({ displayName: `Note ${at}`, text: `text ${at}`, size, parent: at === 0 ? null : 'note_1' });
  }

  model(): Row {
    const attribute = (name: string, more: Row = {}) => ({
      name,
      dataType: 'str',
      required: 'N',
      multiple: 'N',
      ...more,
    });
    const parent = { dataType: 'ref', refPackageName: 'notes', refEntityName: 'note', refAttributeName: 'id' };
    const [id, displayName] = [attribute('id'), attribute('displayName')];
    const own = [
      attribute('text', { required: 'Y' }),
      attribute('size', { dataType: 'int' }),
      attribute('parent', parent),
    ];
    return success([{ name: 'note', displayName: 'Note', description: '', attributes: [id, displayName, ...own] }]);
  }

  onEntity(entity: string, verb: string, body: unknown): Row {
    if (entity !== 'note') return refusal(`There is no entity ${entity}.`);
    if (verb === 'query') return this.#query(body as Row);
    if (!Array.isArray(body) || !body.every(isObject)) return refusal('The body is no list of objects.');
    if (verb === 'create') return success(body.map((row) => this.#store(row)));
    const unknown = body.find(({ id }) => !this.rows.has(String(id)));
    if (unknown) return refusal(`There is no note ${unknown['id']}.`);
    if (verb === 'update')
      return success(body.map((row) => this.#store({ ...this.rows.get(String(row['id'])), ...row })));
    for (const { id } of body) this.rows.delete(String(id));
    return success(body);
  }

  sign(call: Row): Promise<Row> {
    return this.#once(call, (inputs) => {
      const outputs = inputs.map((input) => signed(input, this.#next()));
      const failed = outputs.some(({ errorCode }) => errorCode !== '0');
      return {
        resultCode: failed ? '1' : '0',
        resultMessage: failed ? 'some failed' : 'success',
        results: { outputs },
      };
    });
  }

  later(call: Row): Promise<Row> {
    return this.#once(call, (inputs) => {
      const outputs = inputs.map(({ callbackParameter }) => ({ callbackParameter, errorCode: '0', errorMessage: '' }));
      setTimeout(() => void this.callBack({ requestId: call['requestId'], outputs }).catch(() => null), 5);
      return { resultCode: '0', resultMessage: '', results: { outputs: [] } };
    });
  }

  callBack(results: Row, headers: Record<string, string> = { authorization: 'Bearer t' }): Promise<unknown> {
    const body = JSON.stringify({ resultCode: '0', resultMessage: '', results });
    return fetch(`${this.gatewayUrl}/platform/v1/process/instances/callback`, { method: 'POST', headers, body });
  }

  async #once(call: unknown, work: (inputs: Row[]) => Row): Promise<Row> {
    if (!isObject(call) || !Array.isArray(call['inputs'])) return refusal('There are no inputs.');
    const id = String(call['requestId']);
    const answer = this.#answers.get(id) ?? Promise.resolve(work(call['inputs'] as Row[]));
    this.#answers.set(id, answer);
    return answer;
  }

  #query(body: Row): Row {
    const { criteria, additionalFilters } = isObject(body) ? body : {};
    const all = [criteria, ...(Array.isArray(additionalFilters) ? additionalFilters : [])] as Filter[];
    const filters = all.filter((filter) => filter?.attrName);
    const wrong = filters.find(({ attrName, op }) => !ATTRIBUTES.includes(attrName) || !(op in OPERATORS));
    if (wrong) return refusal(`${wrong.attrName} ${wrong.op} is not known.`);
    return success([...this.rows.values()].filter((row) => filters.every((filter) => holds(row, filter))));
  }

  #store(row: Row): Row {
    const id = String(row['id'] ?? this.#next());
    const kept = { displayName: `note ${id}`, size: null, parent: null, ...row, id };
    this.rows.set(id, kept);
    return kept;
  }

  #next(): string {
    this.#made += 1;
    return `note_${this.#made}`;
  }
}

function signed({ callbackParameter, text }: Row, noteId: string): Row {
  const isGood = typeof text === 'string' && text !== '';
  const words = isGood ? '' : 'Which text?';
  return { callbackParameter, errorCode: isGood ? '0' : '1', errorMessage: words, noteId };
}

const textOf = (value: unknown): string => String(value ?? '').split('@@', 1)[0] ?? '';
const OPERATORS: Readonly<Record<string, (value: unknown, wanted: unknown) => boolean>> = {
  eq: (value, wanted) => textOf(value) === textOf(wanted),
  '': (value, wanted) => textOf(value) === textOf(wanted),
  neq: (value, wanted) => textOf(value) !== textOf(wanted),
  in: (value, wanted) => new Set((wanted as unknown[]).map(textOf)).has(textOf(value)),
  like: (value, wanted) => textOf(value).toLowerCase().includes(textOf(wanted).toLowerCase()),
  is: (value, wanted) => (value ?? null) === (wanted ?? null),
  isnot: (value, wanted) => (value ?? null) !== (wanted ?? null),
  gt: (value, wanted) => value !== null && Number(value) > Number(wanted),
  lt: (value, wanted) => value !== null && Number(value) < Number(wanted),
};
const holds = (row: Row, { attrName, op, condition }: Filter): boolean =>
  OPERATORS[op]?.(row[attrName], condition) ?? false;
