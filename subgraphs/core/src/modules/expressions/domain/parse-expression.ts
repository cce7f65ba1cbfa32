import type { Expression, Filter, Literal, Name, ScalarLiteral, Segment, Step } from './expression.ts';
import { type ExpressionProblem, expressionProblem } from './expression-problem.ts';
import { takesNoValue } from './operators.ts';
import { Scanner, SyntaxProblem } from './scanner.ts';
import { sayExpression } from './texts.ts';

/** Longer texts are refused before they are read, so that no input takes long. */
export const MAX_EXPRESSION_LENGTH = 10_000;
export const MAX_SEGMENTS = 50;

export type ParseResult = { ok: true; expression: Expression } | { ok: false; problem: ExpressionProblem };

/** What the parser was reading when it stopped; completion continues from there. */
type Reading = {
  kind: 'entity' | 'attribute' | 'back-reference' | 'filter-attribute' | 'operator' | 'value' | 'end';
  start: number;
};

export type ParseTrace = {
  result: ParseResult;
  reading: Reading;
  segments: readonly Segment[];
  step: Step | null;
  open: OpenEntity | null;
};
type OpenEntity = { packageName: Name; entityName: Name };

/** Reads an expression; never throws, whatever the text. */
export function parseExpression(text: string): ParseResult {
  return traceParse(text).result;
}

/** As `parseExpression`, and tells how far it got. */
export function traceParse(text: string): ParseTrace {
  const parser = new Parser(text);
  const result = attempt(parser, text);
  return { result, reading: parser.reading, segments: parser.segments, step: parser.step, open: parser.open };
}

function attempt(parser: Parser, text: string): ParseResult {
  if (text.length > MAX_EXPRESSION_LENGTH) return { ok: false, problem: tooLong(text) };
  try {
    return { ok: true, expression: parser.expression() };
  } catch (error) {
    if (error instanceof SyntaxProblem) return { ok: false, problem: error.problem };
    throw error;
  }
}

function tooLong(text: string): ExpressionProblem {
  const said = sayExpression('EXPRESSION_TOO_LONG', { characters: text.length, most: MAX_EXPRESSION_LENGTH });
  return expressionProblem(said, { start: MAX_EXPRESSION_LENGTH, end: text.length });
}

class Parser {
  readonly segments: Segment[] = [];
  reading: Reading = { kind: 'entity', start: 0 };
  /** The step that was read before the entity that is being read. */
  step: Step | null = null;
  /** The entity whose filters are being read. */
  open: OpenEntity | null = null;
  private readonly scanner: Scanner;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  expression(): Expression {
    this.scanner.skipSpaces();
    this.segment(null);
    for (;;) {
      this.scanner.skipSpaces();
      if (this.scanner.atEnd) return { segments: this.segments, attribute: null };
      const attribute = this.next();
      if (attribute) return { segments: this.segments, attribute };
    }
  }

  /** The next segment, or the attribute that ends the expression. */
  private next(): Name | null {
    const start = this.scanner.position;
    if (this.scanner.take('~')) return this.backward(start);
    if (!this.scanner.take('.')) return this.scanner.fail(["'.'", "'~('", "'{'", 'end of expression']);
    this.reading = { kind: 'attribute', start: this.scanner.position };
    const attribute = this.scanner.name('attribute');
    const end = this.scanner.position;
    this.scanner.skipSpaces();
    if (this.scanner.atEnd) return attribute;
    if (!this.scanner.take('>')) this.scanner.fail(["'>'", 'end of expression']);
    this.segment({ direction: 'FORWARD', attribute, start, end });
    return null;
  }

  private backward(start: number): null {
    this.reading = { kind: 'back-reference', start };
    this.scanner.expect('(');
    const attribute = this.scanner.name('reference');
    this.scanner.expect(')');
    this.segment({ direction: 'BACKWARD', attribute, start, end: this.scanner.position });
    return null;
  }

  private segment(via: Step | null): void {
    if (this.segments.length >= MAX_SEGMENTS) this.scanner.fail([`at most ${MAX_SEGMENTS} entities`]);
    this.scanner.skipSpaces();
    this.step = via;
    this.open = null;
    this.reading = { kind: 'entity', start: this.scanner.position };
    const packageName = this.scanner.name('package');
    this.scanner.expect(':');
    const entityName = this.scanner.name('entity');
    this.open = { packageName, entityName };
    const filters = this.filters();
    const start = via?.start ?? packageName.start;
    this.segments.push({ via, packageName, entityName, filters, start, end: filters.at(-1)?.end ?? entityName.end });
    this.step = null;
    this.open = null;
  }

  private filters(): Filter[] {
    const filters: Filter[] = [];
    for (;;) {
      const before = this.scanner.position;
      this.scanner.skipSpaces();
      if (this.scanner.peek('{')) filters.push(this.filter());
      else {
        this.scanner.position = before;
        return filters;
      }
    }
  }

  private filter(): Filter {
    const start = this.scanner.position;
    this.scanner.expect('{');
    this.scanner.skipSpaces();
    this.reading = { kind: 'filter-attribute', start: this.scanner.position };
    const attribute = this.scanner.name('attribute');
    this.readingAfter(attribute, 'operator');
    const operator = this.scanner.name('operator');
    this.readingAfter(operator, 'value');
    const value = takesNoValue(operator.text) && this.scanner.peek('}') ? null : this.value();
    this.scanner.skipSpaces();
    this.scanner.expect('}');
    this.reading = { kind: 'end', start: this.scanner.position };
    return { attribute, operator, value, start, end: this.scanner.position };
  }

  /** Without a space behind it the name may still be one that is being typed. */
  private readingAfter(name: Name, kind: 'operator' | 'value'): void {
    this.scanner.skipSpaces();
    if (this.scanner.position > name.end) this.reading = { kind, start: this.scanner.position };
  }

  private value(): Literal {
    const start = this.scanner.position;
    if (!this.scanner.take('[')) return this.scanner.scalar();
    const items = this.items();
    return { kind: 'list', items, start, end: this.scanner.position };
  }

  private items(): ScalarLiteral[] {
    const items: ScalarLiteral[] = [];
    this.scanner.skipSpaces();
    if (this.scanner.take(']')) return items;
    for (;;) {
      this.scanner.skipSpaces();
      items.push(this.scanner.scalar());
      this.scanner.skipSpaces();
      if (this.scanner.take(']')) return items;
      if (!this.scanner.take(',')) this.scanner.fail(["','", "']'"]);
    }
  }
}
