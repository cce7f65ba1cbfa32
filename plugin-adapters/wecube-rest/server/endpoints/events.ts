import { z } from 'zod';
import { callerOf, type Endpoint, type RestCall } from '../endpoint.ts';
import { carriedOut, PROBLEMS, type Problems } from '../problems.ts';
import { bodyAs } from '../read-body.ts';

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => String(value ?? ''));
const event = z.object({
  ...{ eventSeqNo: text, eventType: text, sourceSubSystem: text, operationKey: text, operationData: text },
  ...{ operationUser: text, operationMode: text, notifyRequired: text, notifyEndpoint: text },
});

/** Events of plugins, which start orchestrations. */
export const eventEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/platform/v1/operation-events', handle: receive },
];

/** Answers with the id of the stored event as `procInstId`: the run does not exist yet. A plugin speaks for itself only. */
async function receive(call: RestCall): Promise<unknown> {
  const given = bodyAs(call, event);
  const { systemCode, name } = callerOf(call);
  const isWanted = /^(y|yes|true|1)$/i.test(given.notifyRequired);
  const input = {
    source: systemCode ?? (given.sourceSubSystem || name),
    ...{ eventSeqNo: given.eventSeqNo, eventType: given.eventType, operationKey: given.operationKey },
    ...{ operationData: given.operationData, operationUser: given.operationUser || name },
    ...{
      operationMode: given.operationMode,
      notifyEndpoint: isWanted && given.notifyEndpoint ? given.notifyEndpoint : null,
    },
  };
  const document = `mutation RestEvent($input: SendOperationEventInput!) {
    sendOperationEvent(input: $input) { event { id } ${PROBLEMS} } }`;
  type Answer = { sendOperationEvent: Problems & { event: { id: string } } };
  const { sendOperationEvent } = await call.ask<Answer>(document, { input });
  return { procInstId: carriedOut(sendOperationEvent).event.id, status: 'NotStarted', taskNodeInstances: null };
}
