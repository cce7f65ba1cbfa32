import { type Said, sayFrom } from '@wecube/kit';

/** Every sentence about expressions and queries of objects, by code. */
export const EXPRESSION_TEXTS = {
  EXPRESSION_INVALID: 'The expression "{{expression}}" is not valid: {{reason}}',
  EXPRESSION_TOO_MANY_ROWS: '"{{entity}}" has more than {{maxRows}} objects on this path. Add a filter.',
  EXPRESSION_TIMED_OUT: 'Reading "{{entity}}" was given up: the expression took longer than {{timeoutMs}} ms.',
  EXPRESSION_CANCELLED: 'The evaluation was cancelled.',
  EXPRESSION_PLUGIN_FAILED: 'The objects of "{{entity}}" could not be read: {{reason}}',
  'EXPRESSION_PLUGIN_FAILED.noId': 'The plugin behind "{{entity}}" answered with an object without an id.',
  'EXPRESSION_PLUGIN_FAILED.noAttribute':
    'The plugin behind "{{entity}}" answered with an object without "{{attribute}}", by which it was asked.',
  'EXPRESSION_SYNTAX.unexpected': '"{{found}}" is not expected here; expected {{expected}}.',
  'EXPRESSION_SYNTAX.end': 'The expression ends too early; expected {{expected}}.',
  ONE_OF: '{{first}} or {{last}}',
  DID_YOU_MEAN: ' Did you mean "{{suggestion}}"?',
  EXPRESSION_TOO_LONG: 'The expression has {{characters}} characters; at most {{most}} are read.',
  WRONG_ROOT_ENTITY: 'The expression starts at "{{entity}}", but must start at the root entity "{{rootEntity}}".',
  UNKNOWN_PACKAGE: 'There is no package "{{name}}".{{hint}}',
  UNKNOWN_ENTITY: 'Package "{{package}}" has no entity "{{name}}".{{hint}}',
  UNKNOWN_ATTRIBUTE: 'Entity "{{entity}}" has no attribute "{{name}}".{{hint}}',
  UNKNOWN_OPERATOR: 'There is no operator "{{name}}".{{hint}}',
  OPERATOR_NEEDS_VALUE: '"{{operator}}" needs a value.',
  WRONG_DIRECTION:
    '"{{attribute}}" is a reference from "{{from}}" to "{{to}}", so it is followed the other way: write "{{suggestion}}".',
  NOT_A_REFERENCE: '"{{attribute}}" of "{{from}}" is not a reference. References to "{{to}}": {{references}}.',
  'NOT_A_REFERENCE.none': '"{{attribute}}" of "{{from}}" is not a reference. "{{from}}" has none to "{{to}}".',
  WRONG_REFERENCE_TARGET: '"{{attribute}}" of "{{from}}" references "{{actual}}", not "{{to}}".',
  'OBJECT_QUERY_INVALID.entity': 'There is no entity "{{name}}".{{hint}}',
  'OBJECT_QUERY_INVALID.operator': 'There is no operator "{{name}}".{{hint}}',
  'OBJECT_QUERY_INVALID.attribute': 'Entity "{{entity}}" has no attribute "{{name}}".{{hint}}',
  'BAD_PAGE.size': 'A page holds 0 to {{most}} rows.',
} as const;

export const sayExpression = sayFrom(EXPRESSION_TEXTS);

/** The nearest right name as the end of a sentence; nothing where none is near. */
export const didYouMean = (suggestion: string | null): Said | '' =>
  suggestion ? sayExpression('DID_YOU_MEAN', { suggestion }) : '';
