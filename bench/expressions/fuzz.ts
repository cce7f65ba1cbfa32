import { fuzzedTexts, provesReadable } from '@wecube/core/testing/expressions';

/** Reads so many invented texts; what hangs, crashes or points beside the text is a failure, and the slowest is told. */
export function fuzz(texts: number, seed: number) {
  const invented = fuzzedTexts(seed);
  const from = performance.now();
  const failures: { text: string; reason: string }[] = [];
  const found = { texts, seed, read: 0, refused: 0, slowestMs: 0, slowest: '' };
  for (let turn = 0; turn < texts; turn += 1) {
    const text = invented.next().value;
    const started = performance.now();
    try {
      if (provesReadable(text)) found.read += 1;
      else found.refused += 1;
    } catch (error) {
      failures.push({ text, reason: error instanceof Error ? error.message : String(error) });
    }
    const took = performance.now() - started;
    if (took > found.slowestMs) Object.assign(found, { slowestMs: took, slowest: text.slice(0, 200) });
    if (turn % 100_000 === 0) process.stderr.write(`${turn} texts, ${failures.length} failures\n`);
  }
  if (failures.length > 0) process.exitCode = 1;
  return { ...found, seconds: (performance.now() - from) / 1000, failures };
}
