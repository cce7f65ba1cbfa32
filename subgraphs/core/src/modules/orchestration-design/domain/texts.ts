import { sayFrom } from '@wecube/kit';

const MEET = 'Let all its branches meet in one merge node.';
const EARLIER = 'Choose a node that comes before it.';
const EARLIER_AUTOMATIC = 'Choose an automatic node that comes before it.';

/** Every sentence about a design, by code: problems of a draft and refusals of its mutations. */
export const DESIGN_TEXTS = {
  NODE_NAMED: '"{{name}}"',
  'NODE_NAMED.unnamed': 'an unnamed {{nodeType}} node',
  'NODE_NAMED.unnamedFirst': 'An unnamed {{nodeType}} node',
  'NODE_TYPE.START': 'start',
  'NODE_TYPE.END': 'end',
  'NODE_TYPE.ABNORMAL_END': 'abnormal end',
  'NODE_TYPE.AUTOMATIC': 'automatic',
  'NODE_TYPE.HUMAN': 'human',
  'NODE_TYPE.DATA': 'data',
  'NODE_TYPE.SUB_PROCESS': 'sub-process',
  'NODE_TYPE.FORK': 'fork',
  'NODE_TYPE.MERGE': 'merge',
  'NODE_TYPE.DECISION': 'decision',
  'NODE_TYPE.DECISION_MERGE': 'decision merge',
  'NODE_TYPE.TIME_INTERVAL': 'time interval',
  'NODE_TYPE.DATE': 'date',
  ROOT_ENTITY_INVALID: {
    says: 'The root entity is not valid: {{reason}}',
    remedy: 'Choose an entity of a registered package.',
  },
  'ROOT_ENTITY_INVALID.suggestion': {
    says: 'The root entity is not valid: {{reason}}',
    remedy: 'Write "{{suggestion}}".',
  },
  'ROOT_ENTITY_INVALID.path': 'It must name one entity, such as "{{entity}}", not a path.',
  NO_START: { says: 'The orchestration has no start node.', remedy: 'Add a start node.' },
  SEVERAL_STARTS: {
    says: '{{node}} is a second start node.',
    remedy: 'Remove it; the orchestration starts at {{first}}.',
  },
  NO_END: { says: 'The orchestration has no end node.', remedy: 'Add an end node.' },
  NOTHING_TO_DO: { says: 'The orchestration has no node that does anything.', remedy: 'Add an automatic node.' },
  TOO_MANY_NODES: {
    says: 'The orchestration has {{nodes}} nodes; at most {{most}} are allowed.',
    remedy: 'Split it into several orchestrations.',
  },
  NAME_MISSING: { says: 'A node of type {{nodeType}} has no name.', remedy: 'Give it a name.' },
  NAME_TOO_LONG: { says: 'The name "{{name}}" is longer than {{most}} characters.', remedy: 'Shorten it.' },
  NAME_TWICE: { says: 'The name "{{name}}" is used by another node.', remedy: 'Choose another name.' },
  LINK_WITHOUT_NODE: {
    says: 'A link leads from or to a node that is not there.',
    remedy: 'Remove the link.',
  },
  LINK_TO_ITSELF: { says: 'A link leads from {{node}} to itself.', remedy: 'Remove the link.' },
  LINK_TWICE: { says: 'There are two links from {{from}} to {{to}}.', remedy: 'Remove the link.' },
  TOO_FEW_INCOMING: {
    says: '{{node}} has {{count}} incoming links; {{nodeType}} nodes need at least {{least}}.',
    one: '{{node}} has 1 incoming link; {{nodeType}} nodes need at least {{least}}.',
    remedy: 'Link an earlier node to it.',
  },
  'TOO_MANY_INCOMING.none': {
    says: '{{node}} has {{count}} incoming links; {{nodeType}} nodes may have none.',
    one: '{{node}} has 1 incoming link; {{nodeType}} nodes may have none.',
    remedy: 'Remove the links to it.',
  },
  TOO_MANY_INCOMING: {
    says: '{{node}} has {{count}} incoming links; {{nodeType}} nodes may have {{most}}.',
    one: '{{node}} has 1 incoming link; {{nodeType}} nodes may have {{most}}.',
    remedy: 'Let the branches meet in a merge node first.',
  },
  TOO_FEW_OUTGOING: {
    says: '{{node}} has {{count}} outgoing links; {{nodeType}} nodes need at least {{least}}.',
    one: '{{node}} has 1 outgoing link; {{nodeType}} nodes need at least {{least}}.',
    remedy: 'Link it to the next node.',
  },
  'TOO_MANY_OUTGOING.none': {
    says: '{{node}} has {{count}} outgoing links; {{nodeType}} nodes may have none.',
    one: '{{node}} has 1 outgoing link; {{nodeType}} nodes may have none.',
    remedy: 'Remove the links from it.',
  },
  TOO_MANY_OUTGOING: {
    says: '{{node}} has {{count}} outgoing links; {{nodeType}} nodes may have {{most}}.',
    one: '{{node}} has 1 outgoing link; {{nodeType}} nodes may have {{most}}.',
    remedy: 'Put a fork node behind it.',
  },
  NOT_REACHABLE: {
    says: '{{node}} is never reached from the start.',
    remedy: 'Link it into the flow or remove it.',
  },
  NO_WAY_TO_END: { says: 'No way leads from {{node}} to an end.', remedy: 'Link it onwards to an end node.' },
  CYCLE: { says: 'The nodes run in a circle: {{nodes}}.', remedy: 'Remove one of these links.' },
  FORK_BRANCH_ENDS: {
    says: 'A branch of {{node}} ends at {{end}} without meeting the others.',
    remedy: MEET,
  },
  FORK_BRANCHES_MEET_APART: {
    says: 'The branches of {{node}} meet in different merge nodes: {{merges}}.',
    remedy: MEET,
  },
  EXPRESSION_MISSING: {
    says: '{{node}} has no expression, so it is not known which objects it works on.',
    remedy: 'Write an expression that starts at the root entity.',
  },
  'EXPRESSION_INVALID.node': {
    says: 'The expression of {{node}} is not valid: {{reason}}',
    remedy: 'Correct the expression.',
  },
  'EXPRESSION_INVALID.nodeSuggestion': {
    says: 'The expression of {{node}} is not valid: {{reason}}',
    remedy: 'Write "{{suggestion}}".',
  },
  EXPRESSION_ATTRIBUTE_IGNORED: {
    says: 'The expression of {{node}} ends in the attribute "{{attribute}}", which is ignored: nodes work on objects.',
    remedy: 'Remove ".{{attribute}}".',
  },
  SERVICE_MISSING: { says: '{{node}} calls no service.', remedy: 'Choose a service.' },
  SERVICE_UNKNOWN: {
    says: 'The service "{{service}}" of {{node}} does not exist.',
    remedy: 'Choose another service or register its package.',
  },
  SERVICE_DISABLED: {
    says: 'The service "{{service}}" of {{node}} is disabled.',
    remedy: 'Enable the service or choose another.',
  },
  SERVICE_ENTITY_MISMATCH: {
    says: 'The service "{{service}}" works on "{{target}}", but {{node}} finds objects of "{{entity}}".',
    remedy: 'Let the expression end at "{{target}}" or choose a service for "{{entity}}".',
  },
  SERVICE_NOT_YOURS: {
    says: 'Your roles may not use the service "{{service}}".',
    remedy: 'Choose another service, or have one of your roles given the use of it.',
  },
  TIMEOUT_OUT_OF_RANGE: {
    says: 'The time limit of {{node}} is {{timeoutMs}} ms; it may be {{leastMs}} ms to 7 days.',
    remedy: 'Choose another time limit.',
  },
  BIND_NODE_MISSING: {
    says: '{{node}} takes the objects of another node, but none is chosen.',
    remedy: EARLIER_AUTOMATIC,
  },
  BIND_NODE_NOT_AUTOMATIC: {
    says: '{{node}} takes the objects of {{source}}, which has none.',
    remedy: EARLIER_AUTOMATIC,
  },
  BIND_NODE_NOT_UPSTREAM: {
    says: '{{node}} takes the objects of {{source}}, which does not come before it.',
    remedy: EARLIER_AUTOMATIC,
  },
  PARAMETER_REQUIRED: {
    says: '{{node}} gives no value for the required parameter "{{parameter}}".',
    remedy: 'Give a constant or take it of an earlier node.',
  },
  PARAMETER_UNKNOWN: {
    says: '{{node}} gives parameter "{{parameter}}", which its service does not have; it is ignored.',
    remedy: 'Remove it.',
  },
  PARAMETER_TWICE: { says: '{{node}} gives parameter "{{parameter}}" twice.', remedy: 'Remove it.' },
  PARAMETER_NOT_A_NUMBER: {
    says: 'Parameter "{{parameter}}" of {{node}} must be a number, not "{{value}}".',
    remedy: 'Write a number.',
  },
  CONTEXT_SOURCE_MISSING: {
    says: 'Parameter "{{parameter}}" of {{node}} takes its value of another node, but none is chosen.',
    remedy: EARLIER,
  },
  CONTEXT_SOURCE_OFFERS_NOTHING: {
    says: 'Parameter "{{parameter}}" of {{node}} takes its value of {{source}}, which offers none.',
    remedy: EARLIER,
  },
  CONTEXT_SOURCE_NOT_UPSTREAM: {
    says: 'Parameter "{{parameter}}" of {{node}} takes its value of {{source}}, which does not come before it.',
    remedy: EARLIER,
  },
  CONTEXT_PARAMETER_UNKNOWN: {
    says: 'Parameter "{{parameter}}" of {{node}} takes "{{taken}}" of {{source}}, which has no such parameter.',
    remedy: 'Choose one of: {{offered}}.',
  },
  DECISION_LABEL_MISSING: {
    says: 'A way out of {{node}} has no name, so it cannot be chosen.',
    remedy: 'Give the link to {{target}} a name.',
  },
  DECISION_LABEL_TWICE: {
    says: 'Two ways out of {{node}} are named "{{label}}".',
    remedy: 'Give one of them another name.',
  },
  MERGE_WITHOUT_FORK: {
    says: '{{node}} waits for all of its incoming links, but they are not the branches of one fork.',
    remedy: 'Let the branches of a fork meet in it, or use a decision merge node.',
  },
  FORK_BRANCH_CHOOSES: {
    says: 'A branch of {{node}} reaches {{merge}} by {{count}} links of which only one is taken, so {{merge}} would wait forever.',
    remedy: 'Let the ways of the decision meet in a decision merge node before {{merge}}.',
  },
  FORK_MEETS_IN_DECISION_MERGE: {
    says: 'Branches of {{node}} meet in {{merge}}, which lets each pass by itself.',
    remedy: 'Let all its branches meet in one merge node.',
  },
  CONTEXT_SOURCE_NOT_ON_EVERY_WAY: {
    says: 'Parameter "{{parameter}}" of {{node}} takes its value of {{source}}, which some ways to it pass by; it is then empty.',
    remedy: 'Make sure that the service can do without it, or choose a node that every way passes.',
  },
  BIND_NODE_NOT_ON_EVERY_WAY: {
    says: '{{node}} takes the objects of {{source}}, which some ways to it pass by; it then has none.',
    remedy: 'Choose a node that every way passes, or write an expression.',
  },
  SERVICE_NOT_FOR_MGMT_ROLES: {
    says: 'None of the roles that manage the orchestration ({{roles}}) may use the service "{{service}}" of {{node}}.',
    remedy: 'Choose another service, or let one of these roles use it.',
  },
  SERVICE_NOT_FOR_USE_ROLES: {
    says: 'The roles {{roles}} may run the orchestration, but not use the service "{{service}}" of {{node}} by themselves.',
    remedy: 'Make sure that this is meant.',
  },
  HUMAN_IN_SUB_PROCESS: {
    says: '{{node}} asks a person, but sub-processes run without people.',
    remedy: 'Move it to the orchestration that runs the sub-process.',
  },
  HUMAN_SERVICE_NOT_ASYNC: {
    says: 'The service "{{service}}" of {{node}} answers at once, so no person can answer it.',
    remedy: 'Choose a service that calls back, or make it an automatic node.',
  },
  SUB_PROCESS_MISSING: { says: '{{node}} runs no orchestration.', remedy: 'Choose a deployed sub-process.' },
  SUB_PROCESS_UNKNOWN: {
    says: '{{node}} runs the orchestration "{{key}}", which does not exist.',
    remedy: 'Choose a deployed sub-process.',
  },
  'SUB_PROCESS_UNKNOWN.version': {
    says: '{{node}} runs version {{version}} of the orchestration "{{key}}", which does not exist.',
    remedy: 'Choose a deployed version, or the newest.',
  },
  SUB_PROCESS_NOT_DEPLOYED: {
    says: '{{node}} runs "{{child}}", which is not deployed.',
    remedy: 'Deploy it, or choose a deployed version.',
  },
  SUB_PROCESS_NOT_ONE: {
    says: '{{node}} runs "{{child}}", which is no sub-process.',
    remedy: 'Copy it, mark the copy as a sub-process, and choose that.',
  },
  SUB_PROCESS_ENTITY_MISMATCH: {
    says: '{{node}} runs "{{child}}", which works on "{{target}}", but finds objects of "{{entity}}".',
    remedy: 'Let the expression end at "{{target}}" or choose a sub-process for "{{entity}}".',
  },
  SUB_PROCESS_RECURSIVE: {
    says: '{{node}} runs "{{child}}", which in the end runs this orchestration again.',
    remedy: 'Choose another sub-process.',
  },
  SUB_PROCESS_SETTLED: {
    says: 'Whether "{{name}}" is a sub-process was settled when its first version was deployed. Nothing was saved.',
    remedy: 'Leave it as it is, or copy it to a new orchestration.',
  },
  WRITES_MISSING: {
    says: '{{node}} writes nothing.',
    remedy: 'Add an expression and what is to be done with its objects.',
  },
  WRITE_EXPRESSION_MISSING: {
    says: 'Write {{number}} of {{node}} has no expression.',
    remedy: 'Write an expression that starts at the root entity.',
  },
  WRITE_EXPRESSION_INVALID: {
    says: 'The expression of write {{number}} of {{node}} is not valid: {{reason}}',
    remedy: 'Correct the expression.',
  },
  'WRITE_EXPRESSION_INVALID.suggestion': {
    says: 'The expression of write {{number}} of {{node}} is not valid: {{reason}}',
    remedy: 'Write "{{suggestion}}".',
  },
  WRITE_OPERATION_MISSING: {
    says: 'Write {{number}} of {{node}} does not say what is done with the objects.',
    remedy: 'Choose an operation, such as "update".',
  },
  'WAIT_OUT_OF_RANGE.missing': {
    says: 'It is not said how long {{node}} waits.',
    remedy: 'Choose 1 second to 100 days.',
  },
  WAIT_OUT_OF_RANGE: {
    says: '{{node}} waits {{waitMs}} ms; it may wait 1 second to 100 days.',
    remedy: 'Choose 1 second to 100 days.',
  },
  'DATE_INVALID.missing': {
    says: 'It is not said which moment {{node}} waits for.',
    remedy: 'Choose a date and a time.',
  },
  DATE_INVALID: {
    says: '{{node}} waits for "{{date}}", which is no date with a time and a zone.',
    remedy: 'Choose a date and a time.',
  },
  DATE_PAST: {
    says: '{{node}} waits for {{date}}, which has passed; a run does not wait there.',
    remedy: 'Choose a later moment.',
  },
  ROWS_PER_CALL_OUT_OF_RANGE: {
    says: '{{node}} sends {{rows}} objects per call; it may send 1 to {{most}}.',
    remedy: 'Choose another number, or send all in one call.',
  },
  PARALLEL_CALLS_OUT_OF_RANGE: {
    says: '{{node}} makes {{calls}} calls at once; it may make 1 to {{most}}.',
    remedy: 'Choose another number.',
  },
  PARAMETER_ENTITY_INVALID: {
    says: 'The expression of parameter "{{parameter}}" of {{node}} is not valid: {{reason}}',
    remedy: 'Correct the expression; it starts at the objects of the node.',
  },
  'PARAMETER_ENTITY_INVALID.suggestion': {
    says: 'The expression of parameter "{{parameter}}" of {{node}} is not valid: {{reason}}',
    remedy: 'Write "{{suggestion}}".',
  },
  'PARAMETER_VALUE_MISSING.entity': {
    says: 'Parameter "{{parameter}}" of {{node}} is read of the object, but it is not said what.',
    remedy: 'Write an expression that starts at the object, such as ".displayName".',
  },
  'PARAMETER_VALUE_MISSING.variable': {
    says: 'Parameter "{{parameter}}" of {{node}} takes a system variable, but none is chosen.',
    remedy: 'Choose a system variable.',
  },
  'PARAMETER_VALUE_MISSING.object': {
    says: 'Parameter "{{parameter}}" of {{node}} is an object without properties.',
    remedy: 'Add a property.',
  },
  PARAMETER_VARIABLE_UNKNOWN: {
    says: 'Parameter "{{parameter}}" of {{node}} takes the system variable "{{variable}}", which does not exist for its service.',
    remedy: 'Create it, or choose another.',
  },
  PARAMETER_SECRET_SHOWN: {
    says: 'Parameter "{{parameter}}" of {{node}} takes the secret "{{variable}}", but its service does not treat the parameter as sensitive.',
    remedy: 'Choose another variable, or a service that keeps it secret.',
  },
  PARAMETER_TOO_DEEP: {
    says: 'Parameter "{{parameter}}" of {{node}} is nested more than {{most}} deep.',
    remedy: 'Make it flatter.',
  },
  'INVALID_DEFINITION.groupTooLong': { says: 'The group is longer than {{most}} characters.', remedy: 'Shorten it.' },
  'INVALID_DEFINITION.roleTooLong': {
    says: 'The name "{{name}}" of a role or package is longer than {{most}} characters.',
    remedy: 'Choose an existing one.',
  },
  DEFINITION_NOT_YOURS: {
    says: 'Only the roles {{roles}} may change "{{name}}". Nothing was changed.',
    remedy: 'Ask somebody with one of these roles.',
  },
  DEFINITION_LOCKED_OUT: {
    says: 'With these roles you could no longer change "{{name}}" yourself. Nothing was saved.',
    remedy: 'Keep one of your own roles among those that manage it.',
  },
  DEFINITION_USED_BY: {
    says: '"{{name}}" v{{version}} is run by deployed orchestrations: {{orchestrations}}. Nothing was done.',
    remedy: 'Disable these first, or deploy another version.',
  },
  DEFINITION_KEY_TAKEN: {
    says: 'The key of this orchestration belongs to another one here.',
    remedy: 'Give it another key, or ask an administrator.',
  },
  COMMENT_NOT_FOUND: { says: 'There is no comment {{id}}.', remedy: 'It may have been deleted: look again.' },
  COMMENT_NOT_YOURS: {
    says: 'The comment was written by {{author}}, who alone can delete it.',
    remedy: 'Mark it as resolved instead.',
  },
  'INVALID_COMMENT.empty': { says: 'The comment is empty.', remedy: 'Write something.' },
  'INVALID_COMMENT.tooLong': { says: 'The comment is longer than {{most}} characters.', remedy: 'Shorten it.' },
  'INVALID_DEFINITION.tooMany': {
    says: 'At most {{most}} orchestrations can be changed at once. Nothing was done.',
    remedy: 'Choose fewer.',
  },
  DEFINITION_NOT_FOUND: {
    says: 'There is no orchestration with the id "{{id}}".',
    remedy: 'It may have been deleted: open the list again.',
  },
  DRAFT_CHANGED: {
    says: '{{by}} changed this draft in the meantime. Nothing of either version was lost.',
    remedy: 'Compare your changes with those of {{by}}, then save again.',
  },
  DEFINITION_CHANGED: {
    says: '{{by}} changed "{{name}}" v{{version}} in the meantime. Nothing was done.',
    remedy: 'Look at it as it is now, then try again.',
  },
  'NOT_A_DRAFT.DEPLOYED': {
    says: '"{{name}}" v{{version}} is deployed and never changes again.',
    remedy: 'Make a new draft of it.',
  },
  'NOT_A_DRAFT.DISABLED': {
    says: '"{{name}}" v{{version}} is disabled and never changes again.',
    remedy: 'Make a new draft of it.',
  },
  WRONG_DEFINITION_STATUS: '"{{name}}" v{{version}} is {{is}}, not {{needed}}.',
  'DEFINITION_STATUS.DRAFT': 'a draft',
  'DEFINITION_STATUS.DEPLOYED': 'deployed',
  'DEFINITION_STATUS.DISABLED': 'disabled',
  DRAFT_EXISTS: {
    says: '"{{name}}" already has a draft, v{{version}}, last changed by {{by}}.',
    remedy: 'Continue that draft or delete it.',
  },
  'INVALID_DEFINITION.nameMissing': { says: 'The orchestration has no name.', remedy: 'Give it a name.' },
  'INVALID_DEFINITION.nameTooLong': {
    says: 'The name is longer than {{most}} characters.',
    remedy: 'Shorten it.',
  },
  'INVALID_DEFINITION.descriptionTooLong': {
    says: 'The description is longer than {{most}} characters.',
    remedy: 'Shorten it.',
  },
  'INVALID_DEFINITION.rootEntityTooLong': {
    says: 'The root entity is longer than {{most}} characters.',
    remedy: 'Shorten its filters.',
  },
  'INVALID_DEFINITION.rootEntity': { says: 'The root entity is not valid: {{reason}}', remedy: 'Choose an entity.' },
  'INVALID_DEFINITION.rootEntitySuggestion': {
    says: 'The root entity is not valid: {{reason}}',
    remedy: 'Write "{{suggestion}}".',
  },
  'INVALID_DEFINITION.idLength': { says: 'An id has 1 to {{most}} characters.', remedy: 'Choose another id.' },
  'INVALID_DEFINITION.idTwice': { says: 'The id "{{id}}" is used twice.', remedy: 'Choose another id.' },
  'INVALID_DEFINITION.tooLarge': {
    says: 'The orchestration is too large to be kept.',
    remedy: 'Split it into several.',
  },
  PACKAGE_USED_BY_DEFINITIONS: {
    says: 'Deployed orchestrations call services of "{{package}}": {{orchestrations}}.',
    remedy: 'Disable these orchestrations first.',
  },
  PACKAGE_LACKS_USED_SERVICES: {
    says: 'Version {{version}} lacks services that deployed orchestrations call: {{services}} (called by {{orchestrations}}).',
    remedy: 'Their runs will fail at these nodes: change or disable these orchestrations.',
  },
  'SOME_NAMES.more': '{{names}} and {{more}} more',
  ORCHESTRATION_VERSION: '"{{name}}" v{{version}}',
} as const;

export const sayDesign = sayFrom(DESIGN_TEXTS);
