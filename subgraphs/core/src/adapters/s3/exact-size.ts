import { Transform } from 'node:stream';
import { toError } from '@wecube/kit';
import { sayAdapter } from '../texts.ts';

/** Passes a stream on and fails it when it has more or fewer bytes than announced. */
export function exactly(sizeBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > sizeBytes ? wrongSize(sizeBytes, `at least ${seen}`) : null, chunk);
    },
    flush(done) {
      done(seen < sizeBytes ? wrongSize(sizeBytes, String(seen)) : null);
    },
  });
}

const wrongSize = (announced: number, seen: string) => toError(sayAdapter('OBJECT_SIZE_MISMATCH', { seen, announced }));
