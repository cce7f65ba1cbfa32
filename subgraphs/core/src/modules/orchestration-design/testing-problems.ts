import type { CheckedExpression, DesignedDefinition, DesignKnowledge } from './domain/design-knowledge.ts';
import type { DesignService } from './domain/design-service.ts';
import { validateDefinition } from './domain/validate-definition.ts';
import { aService } from './testing.ts';

/** A definition, what there is around it, and what is said about it. */
export type Case = {
  definition: DesignedDefinition;
  services?: readonly DesignService[];
  world?: Partial<DesignKnowledge>;
  says: readonly Said[];
};
/** code, level, message, where, remedy. */
export type Said = readonly [string, string, string, string, string];

/** Problems as [code, level, message, place, remedy]. */
export function problemsOf({ definition, services = [aService()], world = {} }: Omit<Case, 'says'>): Said[] {
  return validateDefinition(definition, { ...knowledgeOf(definition, services), ...world }).map(
    ({ code, level, message, nodeId, linkId, field, remedy }) => [
      code,
      level,
      message,
      [nodeId, linkId, field].filter((part) => part !== null).join('.'),
      remedy ?? '',
    ],
  );
}

function knowledgeOf({ rootEntity }: DesignedDefinition, services: readonly DesignService[]): DesignKnowledge {
  return {
    rootEntity: checked(rootEntity),
    expression: checked,
    expressionFrom: (entity, text) => checked(text.startsWith('.') ? `${entity}${text}` : text),
    service: (name) => services.find((service) => service.name === name) ?? null,
    rolesOfService: () => null,
    variable: () => null,
    child: () => null,
    now: Date.UTC(2026, 0, 31),
  };
}

/** As the language would answer: `estate:hots` is not known, `.ip` is an attribute. */
function checked(text: string): CheckedExpression {
  if (text === 'estate:hots') {
    const problem = { code: 'UNKNOWN_ENTITY', message: 'unknown "estate:hots"', parameters: {} };
    return {
      ok: false,
      resultEntity: null,
      resultAttribute: null,
      problems: [{ ...problem, suggestion: 'estate:host' }],
    };
  }
  const [resultEntity = '', resultAttribute = null] = text.split('.');
  return { ok: true, resultEntity, resultAttribute, problems: [] };
}
