import { sayFrom } from '@wecube/kit';

/** Every sentence the runtime says to people, by code: refusals, causes of failures, what was changed and what not. */
export const RUN_TEXTS = {
  'DEFINITION_NOT_FOUND.run': 'There is no orchestration {{id}}.',
  DEFINITION_NOT_DEPLOYED: {
    says: '"{{name}}" is not deployed, so it cannot be run.',
    remedy: 'Deploy it, or choose a deployed version.',
  },
  'NODE_NOT_RUNNABLE.type': {
    says: '"{{node}}" is of type {{nodeType}}, which this version of the platform can draw and deploy but not run. Nothing was started.',
    remedy: 'Start an orchestration without such nodes, or bring the platform up to date.',
  },
  'NODE_NOT_RUNNABLE.riskCheck': {
    says: '"{{node}}" asks for a check before its call, which this version of the platform cannot make. Nothing was started.',
    remedy: 'Take the check off, or bring the platform up to date.',
  },
  RUN_NOT_YOURS: {
    says: 'None of your roles may run "{{name}}". Nothing was started.',
    remedy: 'Ask somebody who manages the orchestration to let one of your roles use it.',
  },
  'RUN_NOT_YOURS.operation': {
    says: 'None of your roles may operate the run {{id}}. Nothing was done.',
    remedy: 'Ask somebody who manages its orchestration to let one of your roles use it.',
  },
  OPTION_UNKNOWN: {
    says: '"{{option}}" cannot be chosen here. Nothing was done.',
    remedy: 'Choose one of: {{options}}.',
  },
  RUN_ENDED_ABNORMALLY: 'The run came to the abnormal end "{{node}}" while this node was at work.',
  'HUMAN_SERVICE_NOT_ASYNC.run': {
    says: 'Service {{service}} of {{node}} answers at once, so no person can answer it. Nothing was sent.',
    remedy: 'Let the service call back, then retry.',
  },
  UNKNOWN_ROOT_OBJECT: { says: '{{entity}} has no object {{objectId}}.', remedy: 'Choose one of its objects.' },
  RUN_NOT_FOUND: 'There is no run {{id}}.',
  RUN_OWNED_ELSEWHERE: 'Another process is at work on this run. Try again in a moment.',
  RUN_CHANGED: {
    says: 'The run has changed since you saw it; nothing was done.',
    remedy: 'Look at its present state and decide again.',
  },
  CALLBACK_UNKNOWN: 'There is no request {{requestId}} that waits for a callback.',
  CALLBACK_TOO_LATE: 'The request {{requestId}} is completed already; this answer changes nothing.',
  CALLBACK_NOT_YOURS: 'The request {{requestId}} was not sent to {{packageName}}.',
  NODE_REQUIRED: '{{operation}} needs the node it is meant for.',
  NODE_NOT_FOUND: 'The run has no node {{id}}.',
  'OPERATION_NOT_ALLOWED.run': '{{operation}} is not possible in state {{runStatus}}.',
  'OPERATION_NOT_ALLOWED.node': '{{operation}} is not possible in state {{nodeStatus}}.',
  'OPERATION_NOT_ALLOWED.over': '{{operation}} is not possible: the run is {{runStatus}}.',
  'SERVICE_MISSING.run': 'Node {{node}} has no service.',
  'SERVICE_NOT_FOUND.run': 'Service {{service}} is not registered.',
  'SERVICE_DISABLED.run': 'Service {{service}} is disabled.',
  LOOK_UP_FAILED: 'What the node needs could not be read: {{reason}} Nothing was sent.',
  'PARAMETER_UNRESOLVED.mapping':
    'Parameter {{parameter}} of {{object}} has the mapping "{{mapping}}", which is not supported.',
  'PARAMETER_UNRESOLVED.required': 'Parameter {{parameter}} of {{object}} is required but has no value.',
  'PARAMETER_UNRESOLVED.blank': 'Parameter {{parameter}} of {{object}} is required but blank.',
  'PARAMETER_UNRESOLVED.several': 'Parameter {{parameter}} of {{object}} takes one value but {{found}} were found.',
  'PARAMETER_UNRESOLVED.object': 'Parameter {{parameter}} of {{object}} takes an object.',
  'PARAMETER_UNRESOLVED.number': 'Parameter {{parameter}} of {{object}} takes a number, not "{{value}}".',
  'PARAMETER_UNRESOLVED.integer': 'Parameter {{parameter}} of {{object}} takes a whole number, not "{{value}}".',
  NODE_TIMED_OUT: 'No answer from {{service}} within {{timeoutMs}} ms. It may still have been carried out.',
  OUTCOME_UNKNOWN: {
    says: 'The platform stopped while {{service}} was being called for {{count}} objects (request {{requestId}}). The call may or may not have been carried out, and repeating this service is not declared safe.',
    one: 'The platform stopped while {{service}} was being called for 1 object (request {{requestId}}). The call may or may not have been carried out, and repeating this service is not declared safe.',
  },
  RUN_TERMINATED: 'The run was terminated while this node was at work.',
  ANSWER_NOT_STORED: 'The plugin answered, but its answer could not be stored.',
  PLUGIN_CALL_FAILED: 'The call failed inside the platform.',
  PLUGIN_UNREACHABLE: '{{reason}}',
  PLUGIN_TIMEOUT: '{{reason}}',
  PLUGIN_BAD_ANSWER: '{{reason}}',
  PLUGIN_HTTP_ERROR: '{{reason}}',
  PLUGIN_CONNECTION_LOST: '{{reason}}',
  PLUGIN_CALL_ABORTED: '{{reason}}',
  PLUGIN_REFUSED: '{{reason}}',
  NO_ANSWER: 'The plugin said nothing about this object.',
  PLUGIN_REPORTED_FAILURE: '{{reason}}',
  'PLUGIN_REPORTED_FAILURE.silent': 'error code {{errorCode}}',
  'PLUGIN_REPORTED_FAILURE.all': '{{failed}} of {{total}} objects failed. {{object}}: {{reason}}',
  OBJECTS_FAILED: '{{failed}} of {{total}} objects failed. {{object}}: {{reason}}',
  NODE_CHANGED: 'Done for {{done}} of {{total}}: {{objects}}.',
  'NODE_CHANGED.unknown': 'Nothing is known to have been changed.',
  'NODE_NOT_CHANGED.notSent': 'Nothing was sent to a plugin, so nothing was changed.',
  'NODE_NOT_CHANGED.reported': 'The plugin reported {{objects}} as not done.',
  'NODE_NOT_CHANGED.unreachable': 'The call did not reach the plugin, so {{objects}} was not changed by it.',
  'NODE_NOT_CHANGED.unusable':
    "The plugin's answer says nothing usable about {{objects}}; it may have done part of it.",
  'NODE_NOT_CHANGED.unsafe': 'It is not known whether {{objects}} was changed. Look at the plugin before you decide.',
  'NODE_NOT_CHANGED.repeatable':
    'It is not known whether {{objects}} was changed. A retry sends the same request again, and the plugin recognises it.',
  SOME_OBJECTS: '{{objects}} and {{more}} more',
  'SOME_OBJECTS.none': 'it',
} as const;

export const sayRun = sayFrom(RUN_TEXTS);
