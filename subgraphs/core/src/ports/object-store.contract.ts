import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { ObjectStore } from './object-store.ts';

/** What every `ObjectStore` must do; called inside a `describe` of each adapter. */
export function objectStoreContract(open: () => ObjectStore): void {
  const bucket = `contract-${Date.now()}`;
  const put = (key: string, content: string, sizeBytes = Buffer.byteLength(content)) =>
    open().put(bucket, key, Readable.from([Buffer.from(content)]), sizeBytes);
  const keys = async (prefix: string) => {
    const found: string[] = [];
    for await (const object of open().list(bucket, prefix)) found.push(object.key);
    return found;
  };

  it('knows nothing of a bucket that was never written', async () => {
    expect(await keys('')).toEqual([]);
    expect(await open().stat(bucket, 'a')).toBeNull();
    await open().remove(bucket, 'a');
    await expect(open().get(bucket, 'a')).rejects.toMatchObject({ code: 'OBJECT_NOT_FOUND' });
  });

  it('gives back what was put, and replaces it', async () => {
    await put('estate/v1.0.0/register.xml', '<package/>');
    expect(await text(await open().get(bucket, 'estate/v1.0.0/register.xml'))).toBe('<package/>');
    await put('estate/v1.0.0/register.xml', '<package name="estate"/>');
    expect(await text(await open().get(bucket, 'estate/v1.0.0/register.xml'))).toBe('<package name="estate"/>');
    expect(await open().stat(bucket, 'estate/v1.0.0/register.xml')).toEqual({
      key: 'estate/v1.0.0/register.xml',
      sizeBytes: 24,
    });
  });

  it('keeps empty objects and keys with spaces and Chinese', async () => {
    await put('names/空 文件.txt', '');
    expect(await open().stat(bucket, 'names/空 文件.txt')).toEqual({ key: 'names/空 文件.txt', sizeBytes: 0 });
    expect(await text(await open().get(bucket, 'names/空 文件.txt'))).toBe('');
    expect(await keys('names/')).toEqual(['names/空 文件.txt']);
  });

  it('lists by prefix, in the order of keys, below folders too', async () => {
    for (const key of ['list/b', 'list/a', 'list/folder/c', 'listen']) await put(key, key);
    expect(await keys('list/')).toEqual(['list/a', 'list/b', 'list/folder/c']);
  });

  it('removes an object, also when it is gone already', async () => {
    await put('gone', 'x');
    await open().remove(bucket, 'gone');
    await open().remove(bucket, 'gone');
    expect(await open().stat(bucket, 'gone')).toBeNull();
    await expect(open().get(bucket, 'gone')).rejects.toMatchObject({ code: 'OBJECT_NOT_FOUND' });
  });

  it.each([
    ['shorter', 20],
    ['longer', 3],
  ])('refuses a stream that is %s than announced and leaves no object', async (_word, sizeBytes) => {
    await expect(put('mismatch', 'ten bytes!', sizeBytes)).rejects.toMatchObject({ code: 'OBJECT_SIZE_MISMATCH' });
    expect(await open().stat(bucket, 'mismatch')).toBeNull();
  });

  it('fails with the error of the stream and leaves no object', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(10);
        throw new Error('the disk broke');
      })(),
    );
    await expect(open().put(bucket, 'broken', broken, 1000)).rejects.toThrow('the disk broke');
    expect(await open().stat(bucket, 'broken')).toBeNull();
  });

  it('stores 100 MB without holding it in memory', { timeout: 60_000 }, async () => {
    const chunk = Buffer.alloc(1024 ** 2, 'wecube');
    const sent = createHash('sha256');
    let most = 0;
    const before = process.memoryUsage().rss;
    const content = Readable.from(
      (function* () {
        for (let index = 0; index < 100; index += 1) {
          sent.update(chunk);
          most = Math.max(most, process.memoryUsage().rss - before);
          yield chunk;
        }
      })(),
    );
    await open().put(bucket, 'large', content, 100 * chunk.length);
    expect(most).toBeLessThan(80 * 1024 ** 2);
    const received = createHash('sha256');
    for await (const part of await open().get(bucket, 'large')) received.update(part as Buffer);
    expect(received.digest('hex')).toBe(sent.digest('hex'));
  });
}
