import type { Said } from '@wecube/kit';
import {
  type Direction,
  type Expression,
  entityOf,
  type Filter,
  lastSegment,
  type Name,
  type Segment,
  type Span,
} from './expression.ts';
import { type ExpressionProblem, expressionProblem } from './expression-problem.ts';
import { fullName, type Model, type ModelAttribute, type ModelEntity, targetOf } from './model.ts';
import { nearestName } from './nearest-name.ts';
import { isOperator, OPERATOR_NAMES, takesNoValue } from './operators.ts';
import { didYouMean, sayExpression } from './texts.ts';

type CheckedSegment = Span & { entity: string; via: string | null; direction: Direction | null };

/** What an expression means in a data model, or everything that is wrong with it. */
export type ExpressionCheck = {
  ok: boolean;
  /** Entity of the objects it results in; null when that is not known. */
  resultEntity: string | null;
  resultAttribute: string | null;
  segments: readonly CheckedSegment[];
  problems: readonly ExpressionProblem[];
};

/** Checks a parsed expression against the model; with `rootEntity` it must also start there. */
export function checkAgainstModel(
  expression: Expression,
  model: Model,
  rootEntity: string | null = null,
): ExpressionCheck {
  const entities = expression.segments.map((segment) => findEntity(segment, model));
  const problems = [
    ...rootProblems(expression, rootEntity),
    ...expression.segments.flatMap((segment, index) => segmentProblems(segment, index, entities, model)),
    ...resultProblems(expression, entities.at(-1) ?? null, model),
  ];
  const result = entities.at(-1) ? entityOf(lastSegment(expression)) : null;
  return {
    ok: problems.length === 0,
    resultEntity: result,
    resultAttribute: expression.attribute?.text ?? null,
    segments: describeSegments(expression),
    problems,
  };
}

/** The check of a text that could not be read. */
export function unreadable(problem: ExpressionProblem): ExpressionCheck {
  return { ok: false, resultEntity: null, resultAttribute: null, segments: [], problems: [problem] };
}

function describeSegments(expression: Expression): CheckedSegment[] {
  return expression.segments.map((segment) => ({
    entity: entityOf(segment),
    via: segment.via?.attribute.text ?? null,
    direction: segment.via?.direction ?? null,
    start: segment.start,
    end: segment.end,
  }));
}

function findEntity(segment: Segment, model: Model): ModelEntity | null {
  return model.entity(segment.packageName.text, segment.entityName.text);
}

function rootProblems(expression: Expression, rootEntity: string | null): ExpressionProblem[] {
  const first = expression.segments[0] as Segment;
  if (!rootEntity || entityOf(first) === rootEntity) return [];
  const span = { start: first.packageName.start, end: first.entityName.end };
  const said = sayExpression('WRONG_ROOT_ENTITY', { entity: entityOf(first), rootEntity });
  return [expressionProblem(said, span, { expected: [rootEntity], suggestion: rootEntity })];
}

function segmentProblems(
  segment: Segment,
  index: number,
  entities: readonly (ModelEntity | null)[],
  model: Model,
): ExpressionProblem[] {
  const entity = entities[index] ?? null;
  if (!entity) return [unknownEntity(segment, model)];
  const from = entities[index - 1] ?? null;
  const step = from && segment.via ? stepProblems(segment, from, entity, model) : [];
  return [...step, ...segment.filters.flatMap((filter) => filterProblems(filter, entity, model))];
}

function unknownEntity({ packageName, entityName }: Segment, model: Model): ExpressionProblem {
  if (!model.hasPackage(packageName.text)) {
    return unknown(packageName, model.packages(), (hint) =>
      sayExpression('UNKNOWN_PACKAGE', { name: packageName.text, hint }),
    );
  }
  const names = model.entitiesOf(packageName.text).map(({ name }) => name);
  return unknown(entityName, names, (hint) =>
    sayExpression('UNKNOWN_ENTITY', { package: packageName.text, name: entityName.text, hint }),
  );
}

function stepProblems(segment: Segment, from: ModelEntity, to: ModelEntity, model: Model): ExpressionProblem[] {
  const { direction, attribute } = segment.via as NonNullable<Segment['via']>;
  const [owner, target] = direction === 'FORWARD' ? [from, to] : [to, from];
  const reference = model.attribute(owner, attribute.text);
  if (reference && targetOf(reference) === fullName(target)) return [];
  const turned = wrongDirection(segment, target, owner, model);
  if (turned) return [turned];
  if (!reference) return [unknownReference(attribute, owner, target, model)];
  if (!reference.references) return [notAReference(attribute, owner, target, model)];
  return [wrongTarget(segment, reference, owner, target)];
}

/** The reference exists, but from the other side. */
function wrongDirection(segment: Segment, from: ModelEntity, to: ModelEntity, model: Model): ExpressionProblem | null {
  const { direction, attribute, start } = segment.via as NonNullable<Segment['via']>;
  const reference = model.attribute(from, attribute.text);
  if (!reference || targetOf(reference) !== fullName(to)) return null;
  const entity = entityOf(segment);
  const suggestion = direction === 'FORWARD' ? `~(${attribute.text})${entity}` : `.${attribute.text}>${entity}`;
  const names = { attribute: attribute.text, from: fullName(from), to: fullName(to), suggestion };
  return expressionProblem(
    sayExpression('WRONG_DIRECTION', names),
    { start, end: segment.entityName.end },
    {
      expected: [suggestion],
      suggestion,
    },
  );
}

function unknownReference(attribute: Name, owner: ModelEntity, target: ModelEntity, model: Model): ExpressionProblem {
  const fitting = referencesBetween(owner, target, model);
  const names =
    fitting.length > 0
      ? fitting
      : model
          .attributes(owner)
          .filter(({ references }) => references)
          .map(({ name }) => name);
  return unknownAttribute(attribute, owner, names);
}

function notAReference(attribute: Name, owner: ModelEntity, target: ModelEntity, model: Model): ExpressionProblem {
  const expected = referencesBetween(owner, target, model);
  const names = { attribute: attribute.text, from: fullName(owner), to: fullName(target) };
  const said =
    expected.length > 0
      ? sayExpression('NOT_A_REFERENCE', { ...names, references: expected })
      : sayExpression('NOT_A_REFERENCE.none', names);
  return expressionProblem(said, attribute, { expected, suggestion: expected[0] ?? null });
}

function wrongTarget(
  segment: Segment,
  reference: ModelAttribute,
  owner: ModelEntity,
  target: ModelEntity,
): ExpressionProblem {
  const actual = targetOf(reference) as string;
  const span = { start: segment.packageName.start, end: segment.entityName.end };
  const names = { attribute: reference.name, from: fullName(owner), actual, to: fullName(target) };
  const help = segment.via?.direction === 'FORWARD' ? { expected: [actual], suggestion: actual } : {};
  return expressionProblem(sayExpression('WRONG_REFERENCE_TARGET', names), span, help);
}

function referencesBetween(owner: ModelEntity, target: ModelEntity, model: Model): string[] {
  const pointing = model.attributes(owner).filter((attribute) => targetOf(attribute) === fullName(target));
  return pointing.map(({ name }) => name);
}

function filterProblems(filter: Filter, entity: ModelEntity, model: Model): ExpressionProblem[] {
  const { attribute, operator } = filter;
  const problems: ExpressionProblem[] = attributeProblems(attribute, entity, model);
  if (!isOperator(operator.text))
    problems.push(
      unknown(operator, OPERATOR_NAMES, (hint) => sayExpression('UNKNOWN_OPERATOR', { name: operator.text, hint })),
    );
  else if (!filter.value && !takesNoValue(operator.text)) {
    const said = sayExpression('OPERATOR_NEEDS_VALUE', { operator: operator.text });
    problems.push(expressionProblem(said, operator));
  }
  return problems;
}

function resultProblems(expression: Expression, entity: ModelEntity | null, model: Model): ExpressionProblem[] {
  return expression.attribute && entity ? attributeProblems(expression.attribute, entity, model) : [];
}

function attributeProblems(attribute: Name, entity: ModelEntity, model: Model): ExpressionProblem[] {
  if (model.attribute(entity, attribute.text)) return [];
  const names = model.attributes(entity).map(({ name }) => name);
  return [unknownAttribute(attribute, entity, names)];
}

function unknownAttribute(attribute: Name, of: ModelEntity, names: readonly string[]): ExpressionProblem {
  const entity = fullName(of);
  return unknown(attribute, names, (hint) =>
    sayExpression('UNKNOWN_ATTRIBUTE', { entity, name: attribute.text, hint }),
  );
}

function unknown(name: Name, expected: readonly string[], sayWith: (hint: Said | '') => Said): ExpressionProblem {
  const suggestion = nearestName(name.text, expected);
  return expressionProblem(sayWith(didYouMean(suggestion)), name, { expected, suggestion });
}
