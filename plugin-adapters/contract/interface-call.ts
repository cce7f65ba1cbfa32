import { z } from 'zod';

/** The body of an interface call, as every plugin receives it. */
export const interfaceCallSchema = z.object({
  requestId: z.string(),
  operator: z.string(),
  serviceName: z.string(),
  servicePath: z.string(),
  entityInstances: z.array(z.object({ id: z.string(), businessKeyValue: z.string(), contextMap: z.unknown() })),
  inputs: z.array(z.looseObject({ callbackParameter: z.string(), confirmToken: z.string() })),
  dueDate: z.string(),
  allowedOptions: z.array(z.string()).nullable(),
});
export type InterfaceCallBody = z.infer<typeof interfaceCallSchema>;

/** One row of an answer; `errorCode` other than "0" means that this row failed. */
export const interfaceOutputSchema = z.looseObject({
  callbackParameter: z.string().optional(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  errorDetail: z.string().optional(),
});

/** The answer of an interface call; `resultCode` "0" is success, anything else failed as a whole. */
export const interfaceAnswerSchema = z.object({
  resultCode: z.string(),
  resultMessage: z.string(),
  results: z.object({ outputs: z.array(interfaceOutputSchema) }),
});
export type InterfaceAnswerBody = z.infer<typeof interfaceAnswerSchema>;
