import { type Problem, problem } from '@wecube/kit';

/** What a person can put right when starting or operating a run; the codes are part of the API. */
export const problems = {
  definitionNotFound: (id: string): Problem =>
    problem('DEFINITION_NOT_FOUND', `There is no orchestration ${id}.`, { path: ['definitionId'] }),
  definitionNotDeployed: (name: string): Problem =>
    problem('DEFINITION_NOT_DEPLOYED', `"${name}" is not deployed, so it cannot be run.`, {
      path: ['definitionId'],
      remedy: 'Deploy it, or choose a deployed version.',
    }),
  unknownRootObject: (entity: string, objectId: string): Problem =>
    problem('UNKNOWN_ROOT_OBJECT', `${entity} has no object ${objectId}.`, {
      path: ['rootObjectId'],
      remedy: 'Choose one of its objects.',
    }),
  bindingFailed: (nodeName: string, nodeId: string, cause: { code: string; message: string }): Problem =>
    problem(cause.code, `The objects of "${nodeName}" could not be found: ${cause.message}`, {
      path: ['nodes', nodeId],
    }),
  runNotFound: (id: string): Problem => problem('RUN_NOT_FOUND', `There is no run ${id}.`, { path: ['runId'] }),
};
