import { z } from 'zod';
import type { Endpoint, RestCall } from '../endpoint.ts';
import { carriedOut, PROBLEMS, type Problems } from '../problems.ts';
import { bodyAs } from '../read-body.ts';

const request = z.object({ name: z.string(), systemCode: z.string().nullish(), description: z.string().nullish() });
type Registered = Problems & {
  privateKey: string | null;
  subSystem: { id: string; name: string; systemCode: string; publicKey: string };
};

/** Identities for plugins that somebody else runs; those of launched packages are made by the launch. */
export const subSystemEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/auth/v1/sub-systems', handle: register },
];

/** `apikey` is told to who makes the sub-system, and empty ever after. */
async function register(call: RestCall): Promise<unknown> {
  const document = `mutation RestSubSystem($input: RegisterSubSystemInput!) {
    registerSubSystem(input: $input) { privateKey subSystem { id name systemCode publicKey } ${PROBLEMS} } }`;
  const input = bodyAs(call, request);
  const { registerSubSystem } = await call.ask<{ registerSubSystem: Registered }>(document, { input });
  const { privateKey, subSystem } = carriedOut(registerSubSystem);
  const { publicKey, ...shown } = subSystem;
  return { ...shown, apikey: privateKey ?? '', pubKey: publicKey, active: true, blocked: false };
}
