import { MalformedAnswer } from './malformed-answer.ts';

const SIZE_LINE = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/;
const LONGEST_LINE = 8_192;

/** Puts a body together that comes in chunks. */
export class ChunkedBody {
  readonly #parts: Buffer[] = [];
  #line = '';
  #left = 0;
  #state: 'size' | 'data' | 'data-end' | 'trailer' = 'size';

  get body(): Buffer {
    return Buffer.concat(this.#parts);
  }

  /** How many bytes follow the end of the body; undefined before its end. */
  read(bytes: Buffer): number | undefined {
    let at = 0;
    while (at < bytes.length) {
      if (this.#state === 'data') {
        at = this.#takeData(bytes, at);
        continue;
      }
      const end = bytes.indexOf(10, at);
      this.#line += bytes.toString('latin1', at, end === -1 ? bytes.length : end);
      if (this.#line.length > LONGEST_LINE) throw new MalformedAnswer('a chunk without a size');
      if (end === -1) return undefined;
      at = end + 1;
      if (this.#takeLine()) return bytes.length - at;
    }
    return undefined;
  }

  #takeData(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#left);
    this.#parts.push(Buffer.from(bytes.subarray(at, end)));
    this.#left -= end - at;
    if (this.#left === 0) this.#state = 'data-end';
    return end;
  }

  /** True at the line that ends the body. */
  #takeLine(): boolean {
    const whole = this.#line;
    this.#line = '';
    if (!whole.endsWith('\r')) throw new MalformedAnswer('a line of a chunk');
    const line = whole.slice(0, -1);
    if (this.#state === 'trailer') return line === '';
    if (this.#state === 'data-end') {
      if (line !== '') throw new MalformedAnswer('a chunk that is longer than it says');
      this.#state = 'size';
      return false;
    }
    const size = SIZE_LINE.exec(line)?.[1];
    if (size === undefined) throw new MalformedAnswer('the size of a chunk');
    this.#left = Number.parseInt(size, 16);
    this.#state = this.#left === 0 ? 'trailer' : 'data';
    return false;
  }
}
