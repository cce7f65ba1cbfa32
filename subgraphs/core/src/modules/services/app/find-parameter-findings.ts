import type { Said } from '@wecube/kit';
import type { ManifestParamObject } from '@wecube/plugin-adapters/contract';
import { errorFinding, type Finding } from '../domain/finding.ts';
import type { ServiceParameter } from '../domain/service.ts';
import { sayService } from '../domain/texts.ts';
import type { ExpressionChecker } from '../ports.ts';

type Check = Awaited<ReturnType<ExpressionChecker['check']>>;
export type Ask = (text: string, root: string | null) => Promise<Check>;

type Question = {
  objects: readonly ManifestParamObject[];
  service: string;
  action: string;
  parameter: ServiceParameter;
  /** The entity that expressions begin at. */
  root: string | null;
  ask: Ask;
};

/** What is wrong with a parameter's own expression, and with those inside the shape it is built in. */
export async function parameterFindings(question: Question): Promise<Finding[]> {
  const { parameter, root } = question;
  const { name, dataType, mappingType, mappingEntityExpression, refObjectName } = parameter;
  const isBuilt = dataType === 'object' && refObjectName !== null;
  const reads = isBuilt || mappingType === 'entity' || mappingType === 'assign';
  if (!reads) return [];
  const own = await follow(question, name, mappingEntityExpression, root);
  return isBuilt ? [...own.findings, ...(await insideShape(question, refObjectName, name, own.end, []))] : own.findings;
}

/** Checks an expression; `end` is the entity that what is below it begins at. */
async function follow(
  { service, action, parameter, ask }: Question,
  path: string,
  expression: string | null,
  from: string | null,
): Promise<{ findings: Finding[]; end: string | null }> {
  if (isNothing(expression)) return { findings: [], end: from };
  const answer = await ask(expression, from);
  const reason = faultOf(answer);
  const said = reason && sayService('MAPPING_EXPRESSION_INVALID', { parameter: path, service, reason });
  const place = { action, parameter: parameter.name };
  return { findings: said ? [errorFinding(said, place)] : [], end: answer.resultEntity };
}

async function insideShape(
  question: Question,
  shapeName: string,
  path: string,
  from: string | null,
  above: readonly string[],
): Promise<Finding[]> {
  const shape = question.objects.find(({ name }) => name === shapeName);
  // An absent or endless shape is found by its names alone.
  if (!shape || above.includes(shapeName)) return [];
  const base = await follow(question, path, shape.mappingExpression, from);
  const findings = [...base.findings];
  for (const property of shape.properties) {
    const { name, dataType, mappingType, mappingExpression, refObjectName } = property;
    const isBuilt = dataType === 'object' && refObjectName !== null;
    const reads = mappingType === 'entity' || (isBuilt && mappingType === 'object');
    const next = `${path}.${name}`;
    const own = await follow(question, next, reads ? mappingExpression : null, base.end);
    findings.push(...own.findings);
    if (isBuilt) findings.push(...(await insideShape(question, refObjectName, next, own.end, [...above, shapeName])));
  }
  return findings;
}

/** `package:entity.NONE` is how WeCube writes that nothing is read. */
export const isNothing = (expression: string | null): expression is null =>
  !expression || /\.NONE\s*$/.test(expression);

export const faultOf = ({ ok, problems }: Check): Said | null => (ok ? null : (problems[0] ?? null));
