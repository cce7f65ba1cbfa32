import { copyFile, open, rename, stat, truncate } from 'node:fs/promises';

/** A log of an instance keeps at most this many bytes, and as many again in the file before it. */
const LIMIT_BYTES = 10 * 1024 ** 2;

/** Moves a log that grew too long aside. The plugin keeps its handle: it appends, so it goes on at the new start. */
export async function rotateLog(file: string, limitBytes = LIMIT_BYTES): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= limitBytes) return;
  await copyFile(file, `${file}.copy`);
  await rename(`${file}.copy`, `${file}.1`);
  await truncate(file);
}

/** The last lines of a log and, when it was just rotated, of the file before it. */
export async function readLastLines(file: string, lines: number, mostBytes = 256 * 1024): Promise<string[]> {
  const current = await lastBytes(file, mostBytes);
  const before = current.length < mostBytes ? await lastBytes(`${file}.1`, mostBytes - current.length) : '';
  const found = `${before}${current}`.split('\n');
  if (found.at(-1) === '') found.pop();
  return found.slice(-lines);
}

async function lastBytes(file: string, most: number): Promise<string> {
  const handle = await open(file).catch(() => null);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, most);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
