import 'reflect-metadata';
import { buildSamples } from './build-samples.ts';

for (const [name, digest] of Object.entries(await buildSamples())) {
  console.log(`${digest}  ${name}`);
}
