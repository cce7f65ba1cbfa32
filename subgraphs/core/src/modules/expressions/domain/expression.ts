/** Part of an expression's text: offsets of UTF-16 units, `end` excluded. */
export type Span = { start: number; end: number };

export type Name = Span & { text: string };

/** A value as it was written: quoted text, a number, or a bare word such as NULL. */
export type ScalarLiteral = Span & { kind: 'text' | 'number' | 'word'; text: string };
type ListLiteral = Span & { kind: 'list'; items: readonly ScalarLiteral[] };
export type Literal = ScalarLiteral | ListLiteral;

/** `{attribute operator value}`; the value is absent for operators that need none. */
export type Filter = Span & { attribute: Name; operator: Name; value: Literal | null };

/** FORWARD follows a reference of the entity before, BACKWARD finds the rows whose reference points to it. */
export type Direction = 'FORWARD' | 'BACKWARD';
export type Step = Span & { direction: Direction; attribute: Name };

/** One entity on the path, with the step that leads to it (none for the first). */
export type Segment = Span & { via: Step | null; packageName: Name; entityName: Name; filters: readonly Filter[] };

/** A path over the data model, such as `estate:host{ip eq '10.0.0.1'}.unit>estate:unit.code`. */
export type Expression = { segments: readonly Segment[]; attribute: Name | null };

/** `package:entity` of a segment, as entities are named everywhere. */
export function entityOf(segment: Segment): string {
  return `${segment.packageName.text}:${segment.entityName.text}`;
}

/** The segment whose rows are the result. */
export function lastSegment(expression: Expression): Segment {
  return expression.segments[expression.segments.length - 1] as Segment;
}
