import { join } from 'node:path';
import { AppendLog } from './append-log.mjs';

/**
 * Makes an interface keyed. Every row of a request is executed once: its outcome is on the disk before it is answered,
 * and a repeat of the requestId is answered from there. A repeat that comes while the first is still at work waits for
 * it. After a crash the rows whose outcome was noted are not executed again, those that were cut off are.
 *
 * `requests.jsonl` is the store; `journal.jsonl` tells for people and tests what was executed and what was replayed.
 */
export class RequestStore {
  #log;
  #journal;
  #journalEntries = [];
  #requests = new Map();
  #atWork = new Map();

  constructor(log, journal) {
    this.#log = log;
    this.#journal = journal;
  }

  static async open(folder) {
    const requests = await AppendLog.open(join(folder, 'requests.jsonl'));
    const journal = await AppendLog.open(join(folder, 'journal.jsonl'));
    const store = new RequestStore(requests.log, journal.log);
    for (const record of requests.records) store.#apply(record);
    store.#journalEntries = journal.records;
    await store.#completeJournal(requests.records);
    return store;
  }

  /** The answer to a request: `execute(input, row number)` gives the output of each row that has none yet. */
  async answer(request, action, execute) {
    const { requestId } = request;
    const known = this.#requests.get(requestId);
    if (known?.answer) {
      await this.#note({ requestId, action, replayed: true, at: now() });
      return known.answer;
    }
    const running = this.#atWork.get(requestId);
    if (running) {
      const answer = await running;
      await this.#note({ requestId, action, replayed: true, at: now() });
      return answer;
    }
    const work = this.#work(request, action, execute).finally(() => this.#atWork.delete(requestId));
    this.#atWork.set(requestId, work);
    return work;
  }

  journal() {
    return this.#journalEntries;
  }

  async close() {
    await this.#log.close();
    await this.#journal.close();
  }

  async #work(request, action, execute) {
    const { requestId, inputs } = request;
    if (!this.#requests.has(requestId)) {
      await this.#store({ requestId, action, started: now() });
    }
    const outputs = await inLimitedParallel(inputs, (input, index) =>
      this.#row({ requestId, action, index, input, execute }),
    );
    const answer = answerOf(outputs);
    await this.#store({ requestId, answer });
    return answer;
  }

  async #row({ requestId, action, index, input, execute }) {
    const done = this.#requests.get(requestId).rows.get(index);
    if (done) {
      return done;
    }
    const startedAt = now();
    const output = { callbackParameter: input.callbackParameter ?? '', ...(await execute(input, index)) };
    const record = { requestId, action, index, startedAt, endedAt: now(), output };
    await this.#store(record);
    await this.#note(journalEntry(record));
    return output;
  }

  async #store(record) {
    await this.#log.append(record);
    this.#apply(record);
  }

  async #note(entry) {
    await this.#journal.append(entry);
    this.#journalEntries.push(entry);
  }

  #apply({ requestId, index, output, answer }) {
    const request = this.#requests.get(requestId) ?? { rows: new Map(), answer: null };
    this.#requests.set(requestId, request);
    if (output) request.rows.set(index, output);
    if (answer) request.answer = answer;
  }

  /** A crash may fall between the store and the journal. */
  async #completeJournal(records) {
    const noted = new Set(this.#journalEntries.filter(({ replayed }) => !replayed).map(keyOf));
    for (const record of records) {
      if (record.output && !noted.has(keyOf(record))) await this.#note(journalEntry(record));
    }
  }
}

const ROWS_AT_ONCE = 8;

async function inLimitedParallel(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index], index);
  };
  await Promise.all(Array.from({ length: Math.min(ROWS_AT_ONCE, items.length) }, worker));
  return results;
}

/** "0" when every row succeeded; else "1", and the rows say which. */
function answerOf(outputs) {
  const failed = outputs.filter(({ errorCode }) => errorCode !== '0');
  const resultMessage =
    failed.length === 0 ? 'success' : `${failed.length} of ${outputs.length} failed: ${failed[0].errorMessage}`;
  return { resultCode: failed.length === 0 ? '0' : '1', resultMessage, results: { outputs } };
}

function journalEntry({ requestId, action, index, startedAt, endedAt, output }) {
  const { callbackParameter, errorCode } = output;
  return { requestId, callbackParameter, action, index, startedAt, endedAt, errorCode };
}

function keyOf({ requestId, index }) {
  return `${requestId} ${index}`;
}

function now() {
  return new Date().toISOString();
}
