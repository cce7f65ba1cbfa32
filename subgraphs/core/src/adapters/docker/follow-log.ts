import type Docker from 'dockerode';
import type { LogPart, LogStart } from '../../modules/instances/ports.ts';
import { allowing } from './docker-errors.ts';

const HEADER_BYTES = 8;
/** A line without an end is given in pieces of this size. */
const LONGEST_LINE = 64 * 1024;
const TIME = /^(\d{4}-\d\d-\d\dT\S+Z) /;

/** A container's output as it is written. Every line comes with the engine's time, which is where to go on from. */
export async function* followLog(
  container: Docker.Container,
  from: LogStart,
  signal: AbortSignal,
): AsyncGenerator<LogPart> {
  const start = 'tail' in from ? { tail: from.tail } : { since: secondsOf(from.after) };
  const options = {
    ...start,
    stdout: true,
    stderr: true,
    timestamps: true,
    follow: true as const,
    abortSignal: signal,
  };
  // 404, 409: it is not there, or not any more.
  const stream = await allowing([404, 409], container.logs(options as never) as unknown as Promise<unknown>);
  if (!stream) return;
  const after = 'after' in from ? from.after : '';
  let cursor = after;
  const read = createFrameReader();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const lines: string[] = [];
      for (const line of read(chunk)) {
        const time = TIME.exec(line)?.[1] ?? '';
        // The engine begins at the time itself; that line was read before.
        if (time !== '' && compareTimes(time, after) <= 0) continue;
        if (time !== '') cursor = time;
        lines.push(time === '' ? line : line.slice(time.length + 1));
      }
      if (lines.length > 0) yield { lines, cursor };
    }
  } catch (error) {
    // The reader left, or the engine went away in the middle of the stream.
    if (!signal.aborted && (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
  }
}

/** Whole lines of a framed stream that comes in any pieces; each of its two streams has lines of its own. */
export function createFrameReader(): (chunk: Buffer) => string[] {
  let unread: Buffer = Buffer.alloc(0);
  const parts = new Map<number, Buffer>();
  return (chunk) => {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    const lines: string[] = [];
    while (unread.length >= HEADER_BYTES) {
      const length = unread.readUInt32BE(4);
      if (unread.length < HEADER_BYTES + length) break;
      const kind = unread[0] ?? 0;
      const content = unread.subarray(HEADER_BYTES, HEADER_BYTES + length);
      unread = unread.subarray(HEADER_BYTES + length);
      parts.set(kind, takeLines(Buffer.concat([parts.get(kind) ?? Buffer.alloc(0), content]), lines));
    }
    return lines;
  };
}

/** Moves whole lines out of the bytes and gives the rest. */
function takeLines(bytes: Buffer, lines: string[]): Buffer {
  let at = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
    lines.push(bytes.toString('utf8', at, end).replace(/\r$/, ''));
    at = end + 1;
  }
  if (bytes.length - at <= LONGEST_LINE) return Buffer.from(bytes.subarray(at));
  lines.push(bytes.toString('utf8', at));
  return Buffer.alloc(0);
}

/** `2026-11-29T10:00:00.123456789Z` as the engine takes it: seconds with nine digits behind the point. */
function secondsOf(time: string): string {
  const [whole = '', fraction = ''] = time.replace('Z', '').split('.');
  return `${Math.floor(Date.parse(`${whole}Z`) / 1000)}.${fraction.padEnd(9, '0')}`;
}

/** By digits: a fraction of nine is more than a `Date` holds, and the engine leaves ending zeros out. */
function compareTimes(left: string, right: string): number {
  const [one, other] = [left, right].map((time) => {
    const [whole = '', fraction = ''] = time.replace('Z', '').split('.');
    return `${whole}.${fraction.padEnd(9, '0')}`;
  }) as [string, string];
  return one < other ? -1 : Number(one > other);
}
