import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PublicApi } from '../public-api.ts';
import { bringUpPackage } from './bring-up-package.ts';
import { createDemoOrchestrations } from './create-orchestration.ts';

export type DemoOptions = {
  /** Where the router listens. */
  address: string;
  /** An access token that may upload, register, launch and design. */
  token: string;
  /** The folder of the sample packages' zips. */
  samples: string;
  report: (line: string) => void;
};

/** Loads the sample packages and two orchestrations over them, through the public API only; a repeat does what is missing. */
export async function loadDemoEstate({ address, token, samples, report }: DemoOptions): Promise<void> {
  const api = new PublicApi(address, token);
  const zips = readdirSync(samples).filter((name) => name.endsWith('.zip'));
  // By name, so that estate comes before shell, which references it.
  for (const zip of zips.sort()) await bringUpPackage(api, join(samples, zip), report);
  await createDemoOrchestrations(api, report);
}
