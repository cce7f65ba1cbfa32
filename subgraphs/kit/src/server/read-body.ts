import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

/** Reads a request's body; throws BODY_TOO_LARGE past `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new AppError('BODY_TOO_LARGE', `The request is larger than ${limit} bytes.`, { status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
