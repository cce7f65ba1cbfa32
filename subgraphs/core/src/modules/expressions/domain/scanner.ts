import type { Parameter } from '@wecube/kit';
import type { Name, ScalarLiteral, Span } from './expression.ts';
import { type ExpressionProblem, expressionProblem } from './expression-problem.ts';
import { sayExpression } from './texts.ts';

const NAME = /[\p{L}\p{N}_][\p{L}\p{N}_-]*/uy;
// Other quotes are left out, so that whoever means ' is told.
const WORD = /[^\s{}[\]',"`‘’“”]+/uy;
const NUMBER = /^-?\d+(\.\d+)?$/;
const SPACE = /\s*/uy;

/** Typed by a Chinese input method or pasted from a document, and what was meant. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '：': ':',
  '。': '.',
  '．': '.',
  '》': '>',
  '＞': '>',
  '～': '~',
  '（': '(',
  '）': ')',
  '｛': '{',
  '｝': '}',
  '【': '[',
  '】': ']',
  '，': ',',
  '‘': "'",
  '’': "'",
  '“': "'",
  '”': "'",
  '"': "'",
  '`': "'",
};

/** Thrown inside the parser only; `parseExpression` turns it into data. */
export class SyntaxProblem extends Error {
  constructor(readonly problem: ExpressionProblem) {
    super(problem.message);
  }
}

/** Reads an expression's text token by token; every failure says where it stands and what it expected. */
export class Scanner {
  position = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  skipSpaces(): void {
    this.match(SPACE);
  }

  peek(token: string): boolean {
    return this.text.startsWith(token, this.position);
  }

  take(token: string): boolean {
    if (!this.peek(token)) return false;
    this.position += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail([`'${token}'`]);
  }

  name(what: string): Name {
    const start = this.position;
    const text = this.match(NAME);
    if (!text) this.fail([what]);
    return { text, start, end: this.position };
  }

  /** Quoted text, a number or a bare word. A quote inside quoted text is written twice. */
  scalar(): ScalarLiteral {
    const start = this.position;
    if (this.take("'")) return { kind: 'text', text: this.quotedRest(start), start, end: this.position };
    const text = this.match(WORD);
    if (!text) this.fail(["'text'", 'number']);
    return { kind: NUMBER.test(text) ? 'number' : 'word', text, start, end: this.position };
  }

  fail(expected: readonly string[], span: Span = this.here()): never {
    const found = this.text.slice(span.start, span.end);
    const suggestion = LOOK_ALIKES[found] ?? null;
    const said = found
      ? sayExpression('EXPRESSION_SYNTAX.unexpected', { found, expected: oneOf(expected) })
      : sayExpression('EXPRESSION_SYNTAX.end', { expected: oneOf(expected) });
    throw new SyntaxProblem(expressionProblem(said, span, { expected, suggestion }));
  }

  private quotedRest(start: number): string {
    let text = '';
    for (;;) {
      const quote = this.text.indexOf("'", this.position);
      if (quote < 0) return this.fail(["closing '"], { start, end: this.text.length });
      text += this.text.slice(this.position, quote);
      this.position = quote + 1;
      if (!this.take("'")) return text;
      text += "'";
    }
  }

  private here(): Span {
    const codePoint = this.text.codePointAt(this.position);
    const width = codePoint === undefined ? 0 : String.fromCodePoint(codePoint).length;
    return { start: this.position, end: this.position + width };
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const text = pattern.exec(this.text)?.[0] ?? '';
    this.position += text.length;
    return text;
  }
}

function oneOf(expected: readonly string[]): Parameter {
  if (expected.length < 2) return expected;
  return sayExpression('ONE_OF', { first: expected.slice(0, -1), last: expected.at(-1) ?? '' });
}
