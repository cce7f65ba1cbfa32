import { open, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogPart, LogStart } from '../../modules/instances/ports.ts';
import { readLastLines } from './rotating-log.ts';

const LOOK_EVERY_MS = 150;
const MOST_BYTES = 64 * 1024;
const TAIL_BYTES = 256 * 1024;

type Place = { inode: number; offset: number };

/** The lines that are added to a log, until it is taken away. A log that was moved aside is read from its new start. */
export async function* followFile(file: string, from: LogStart, signal: AbortSignal): AsyncGenerator<LogPart> {
  let place = await placeOf(file);
  if (!place) return;
  if ('tail' in from) {
    const tail = await readTail(file, place, from.tail);
    place = tail.place;
    yield { lines: tail.lines, cursor: cursorOf(place) };
  } else place = goOnFrom(from.after, place);
  for (let rest = Buffer.alloc(0); !signal.aborted; ) {
    const found = await placeOf(file);
    if (!found) return;
    if (found.inode !== place.inode || found.offset < place.offset)
      [place, rest] = [{ ...found, offset: 0 }, rest.subarray(0, 0)];
    const read = await readFrom(file, place.offset, MOST_BYTES);
    place = { ...place, offset: place.offset + read.length };
    const bytes = Buffer.concat([rest, read]);
    const end = bytes.lastIndexOf(10) + 1;
    rest = end === 0 && bytes.length >= MOST_BYTES ? Buffer.alloc(0) : bytes.subarray(end);
    const whole = bytes.subarray(0, bytes.length - rest.length).toString();
    if (whole !== '') yield { lines: whole.replace(/\n$/, '').split('\n'), cursor: cursorOf(place) };
    if (read.length < MOST_BYTES) await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

const cursorOf = ({ inode, offset }: Place) => `${inode}:${offset}`;

function goOnFrom(cursor: string, now: Place): Place {
  const [inode, offset] = cursor.split(':').map(Number);
  return { inode: now.inode, offset: inode === now.inode ? Math.min(offset ?? 0, now.offset) : 0 };
}

/** Where the log ends now. */
async function placeOf(file: string): Promise<Place | null> {
  const found = await stat(file).catch(() => null);
  return found && { inode: found.ino, offset: found.size };
}

/** The last whole lines before a place, with those of the file before it when the log was just moved aside. */
async function readTail(
  file: string,
  { inode, offset }: Place,
  lines: number,
): Promise<{ lines: string[]; place: Place }> {
  const start = Math.max(0, offset - TAIL_BYTES);
  const bytes = await readFrom(file, start, offset - start);
  const end = bytes.lastIndexOf(10) + 1;
  const whole = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .slice(start > 0 ? 1 : 0, -1);
  const before = start === 0 && whole.length < lines ? await readLastLines(`${file}.1`, lines - whole.length) : [];
  return { lines: [...before, ...whole].slice(-lines), place: { inode, offset: start + end } };
}

async function readFrom(file: string, offset: number, most: number): Promise<Buffer> {
  const handle = await open(file).catch(() => null);
  if (!handle) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(most), 0, most, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
