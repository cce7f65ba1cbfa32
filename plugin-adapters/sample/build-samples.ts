import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './packing/pack.ts';

const SAMPLES = ['estate', 'shell'];

/** The packages that ship with the product, by the name of their zip: the sha256 of its bytes, in hex. */
export type ShippedDigests = Record<string, string>;

/**
 * Packs the sample packages into `sample/build` (or the folder given) and writes `digests.json` beside them, by which
 * the platform knows the packages that it may run as processes.
 */
export async function buildSamples(options: { outputFolder?: string; image?: boolean } = {}): Promise<ShippedDigests> {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const outputFolder = options.outputFolder ?? join(here, 'build');
  await rm(outputFolder, { recursive: true, force: true });
  await mkdir(outputFolder, { recursive: true });
  const digests: ShippedDigests = {};
  for (const sample of SAMPLES) {
    const result = await pack(join(here, sample), { outputFolder, image: options.image });
    if (!result.ok) {
      throw new Error(`${sample}: ${result.problems.map(({ message }) => message).join(' ')}`);
    }
    digests[basename(result.path)] = createHash('sha256')
      .update(await readFile(result.path))
      .digest('hex');
  }
  await writeFile(join(outputFolder, 'digests.json'), `${JSON.stringify(digests, null, 2)}\n`);
  return digests;
}
