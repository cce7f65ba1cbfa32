import { serviceName } from '@wecube/plugin-adapters/contract';
import { parseEntityName } from '../../data-model/index.ts';
import { checkShape } from '../domain/check-shape.ts';
import { errorFinding, type Finding, warningFinding } from '../domain/finding.ts';
import type { Offer } from '../domain/rebase.ts';
import type { RegisteredInterface, RegistrationContent } from '../domain/registration.ts';
import { inputsFromTarget, type ServiceParameter } from '../domain/service.ts';
import { sayService } from '../domain/texts.ts';
import type { EntityLookup, ExpressionChecker } from '../ports.ts';
import { type Ask, faultOf, isNothing, parameterFindings } from './find-parameter-findings.ts';

export type FindingDeps = { entities: EntityLookup; expressions: ExpressionChecker };

/** Everything that is wrong with a registration as the data model and its package are now. */
export async function findFindings(
  deps: FindingDeps,
  packageName: string,
  content: RegistrationContent,
  offer: Offer,
): Promise<Finding[]> {
  const ask = askOnce(deps.expressions);
  const target = await findTarget(deps, content, ask);
  const findings = [...checkShape(packageName, content, offer), ...target];
  const root = target.some(({ code }) => code === 'ENTITY_NOT_FOUND') ? null : content.targetEntity;
  for (const one of content.interfaces) {
    if (one.switchedOff) continue;
    const service = serviceName(packageName, content.pluginName, content.name, one.action);
    findings.push(...(await interfaceFindings({ content, service, one, root, ask })));
  }
  return findings;
}

/** Many parameters read the same, so each question is asked once. */
function askOnce(expressions: ExpressionChecker): Ask {
  const known = new Map<string, ReturnType<Ask>>();
  return (text, root) => {
    const key = JSON.stringify([text, root]);
    const asked = known.get(key) ?? expressions.check(text, root);
    known.set(key, asked);
    return asked;
  };
}

async function findTarget({ entities }: FindingDeps, content: RegistrationContent, ask: Ask): Promise<Finding[]> {
  const { targetEntity: entity, targetFilter } = content;
  if (entity === null) {
    return targetFilter === '' ? [] : [errorFinding(sayService('REGISTRATION_FILTER_INVALID.noTarget'))];
  }
  const name = parseEntityName(entity);
  if (!name || !(await entities.entity(name.packageName, name.name)))
    return [errorFinding(sayService('ENTITY_NOT_FOUND.found', { entity }))];
  if (targetFilter === '') return [];
  const reason = faultOf(await ask(`${entity}${targetFilter}`, entity));
  return reason ? [errorFinding(sayService('REGISTRATION_FILTER_INVALID', { entity, reason }))] : [];
}

type Question = {
  content: RegistrationContent;
  service: string;
  one: RegisteredInterface;
  /** The target entity, when it is there. */
  root: string | null;
  ask: Ask;
};

async function interfaceFindings(question: Question): Promise<Finding[]> {
  const { content, service, one } = question;
  const { action } = one;
  const fromTarget = inputsFromTarget({ inputs: one.inputs, objects: content.objects });
  const findings: Finding[] = [];
  if (content.targetEntity === null && fromTarget.length > 0) {
    const inputs = fromTarget.map(({ name }) => name);
    findings.push(errorFinding(sayService('SERVICE_NEEDS_TARGET_ENTITY.found', { service, inputs }), { action }));
  }
  findings.push(...(await filterFindings(question)));
  if (question.root === null) return findings;
  for (const parameter of [...one.inputs, ...one.outputs]) {
    findings.push(...(await parameterFindings({ ...question, objects: content.objects, action, parameter })));
  }
  findings.push(...one.inputs.flatMap((input) => incomplete(service, action, input)));
  return findings;
}

async function filterFindings({ content, service, one, root, ask }: Question): Promise<Finding[]> {
  const { action, filterRule } = one;
  if (filterRule === '') return [];
  if (content.targetEntity === null)
    return [errorFinding(sayService('SERVICE_FILTER_INVALID.noTarget', { service }), { action })];
  if (root === null) return [];
  const reason = faultOf(await ask(`${root}${filterRule}`, root));
  return reason
    ? [errorFinding(sayService('SERVICE_FILTER_INVALID', { service, entity: root, reason }), { action })]
    : [];
}

function incomplete(service: string, action: string, input: ServiceParameter): Finding[] {
  const { name: parameter, required, mappingType } = input;
  const missing =
    (mappingType === 'entity' && isNothing(input.mappingEntityExpression)) ||
    (mappingType === 'system_variable' && !input.mappingSystemVariableName);
  if (!required || !missing) return [];
  return [warningFinding(sayService('MAPPING_INCOMPLETE', { parameter, service }), { action, parameter })];
}
