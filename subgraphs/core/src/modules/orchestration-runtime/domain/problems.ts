import { type AppError, type Problem, saidBy, toProblem } from '@wecube/kit';
import { sayRun } from './texts.ts';

/** What a person can put right when starting or operating a run; the codes are part of the API. */
export const problems = {
  definitionNotFound: (id: string): Problem => toProblem(sayRun('DEFINITION_NOT_FOUND.run', { id }), ['definitionId']),
  definitionNotDeployed: (name: string): Problem =>
    toProblem(sayRun('DEFINITION_NOT_DEPLOYED', { name }), ['definitionId']),
  unknownRootObject: (entity: string, objectId: string): Problem =>
    toProblem(sayRun('UNKNOWN_ROOT_OBJECT', { entity, objectId }), ['rootObjectId']),
  /** The sentence of its cause, told of the node whose objects it is about. */
  bindingFailed: (nodeName: string, nodeId: string, cause: AppError): Problem => {
    const said = saidBy(cause);
    return {
      code: cause.code,
      message: `The objects of "${nodeName}" could not be found: ${cause.message}`,
      path: ['nodes', nodeId],
      ...(typeof said === 'string' ? {} : { parameters: said.parameters }),
    };
  },
  runNotYours: (name: string): Problem => toProblem(sayRun('RUN_NOT_YOURS', { name }), ['definitionId']),
  operationNotYours: (id: string): Problem => toProblem(sayRun('RUN_NOT_YOURS.operation', { id }), ['runId']),
  callbackUnknown: (requestId: string): Problem => toProblem(sayRun('CALLBACK_UNKNOWN', { requestId }), ['requestId']),
  runNotFound: (id: string): Problem => toProblem(sayRun('RUN_NOT_FOUND', { id }), ['runId']),
};
