import { join } from 'node:path';
import { Journal } from './journal.ts';
import { isRow, Refusal, type Row } from './refusal.ts';

type Entry = { requestId: string; index: number; output: Row };

/**
 * Makes an interface keyed: each row of a request is done once. Its outcome is on the disk before it is answered, and a
 * repeat of the requestId is answered from there, also after a crash and also while the first one is still at work.
 */
export class Requests {
  readonly #outputs = new Map<string, Row>();
  readonly #atWork = new Map<string, Promise<Row>>();

  private constructor(private readonly journal: Journal<Entry>) {
    for (const { requestId, index, output } of journal.entries) this.#outputs.set(keyOf(requestId, index), output);
  }

  static async open(folder: string): Promise<Requests> {
    return new Requests(await Journal.open<Entry>(join(folder, 'requests.jsonl')));
  }

  /** The answer to a call; `work` gives what is special in the output of a row, or throws a Refusal. */
  answer(call: unknown, work: (input: Row) => Promise<Row>): Promise<Row> {
    const { requestId, inputs } = isRow(call) ? call : {};
    if (typeof requestId !== 'string' || requestId === '') throw new Refusal('The call has no requestId.');
    if (!Array.isArray(inputs) || !inputs.every(isRow))
      throw new Refusal('The inputs of the call are no list of objects.');
    const running = this.#atWork.get(requestId);
    if (running) return running;
    const answer = this.#answer(requestId, inputs, work).finally(() => this.#atWork.delete(requestId));
    this.#atWork.set(requestId, answer);
    return answer;
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  async #answer(requestId: string, inputs: readonly Row[], work: (input: Row) => Promise<Row>): Promise<Row> {
    const outputs: Row[] = [];
    for (const [index, input] of inputs.entries()) outputs.push(await this.#row(requestId, index, input, work));
    const failed = outputs.filter(({ errorCode }) => errorCode !== '0');
    const resultMessage = failed.length === 0 ? 'success' : `${failed.length} of ${outputs.length} failed`;
    return { resultCode: failed.length === 0 ? '0' : '1', resultMessage, results: { outputs } };
  }

  async #row(requestId: string, index: number, input: Row, work: (input: Row) => Promise<Row>): Promise<Row> {
    const done = this.#outputs.get(keyOf(requestId, index));
    if (done) return done;
    const output = { callbackParameter: input['callbackParameter'] ?? '', ...(await outcomeOf(input, work)) };
    await this.journal.append({ requestId, index, output });
    this.#outputs.set(keyOf(requestId, index), output);
    return output;
  }
}

const keyOf = (requestId: string, index: number): string => `${requestId} ${index}`;

/** What goes wrong with a row is part of its output and stops no other row. */
async function outcomeOf(input: Row, work: (input: Row) => Promise<Row>): Promise<Row> {
  try {
    return { errorCode: '0', errorMessage: '', ...(await work(input)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { errorCode: '1', errorMessage: error.message };
  }
}
