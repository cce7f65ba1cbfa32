import { describe, expect, it } from 'vitest';
import { type HttpAnswer, ResponseReader } from './response-reader.ts';

const read = (reader: ResponseReader, text: string, size: number): HttpAnswer | undefined => {
  const bytes = Buffer.from(text);
  let answer: HttpAnswer | undefined;
  for (let at = 0; at < bytes.length; at += size) {
    // As connections do: the same bytes are used for what comes next.
    const part = Buffer.from(bytes.subarray(at, at + size));
    answer = reader.read(part) ?? answer;
    if (!answer) part.fill(0);
  }
  return answer;
};

const WHOLE: [string, string, { status: number; body: string; keepMs: number }][] = [
  ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo', plain('hallo')],
  [
    'chunks',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhal\r\n2;x="y"\r\nlo\r\n0\r\ntrailer: 1\r\n\r\n',
    plain('hallo'),
  ],
  ['nothing', 'HTTP/1.1 204 No Content\r\n\r\n', { ...plain(''), status: 204 }],
  [
    'an interim answer before',
    'HTTP/1.1 103 Hints\r\na: b\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
    plain('ok'),
  ],
  [
    'a connection that ends after it',
    'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok',
    { ...plain('ok'), keepMs: 0 },
  ],
  [
    'a time to keep the connection',
    'HTTP/1.1 200 OK\r\nkeep-alive: timeout=5, max=9\r\ncontent-length: 2\r\n\r\nok',
    { ...plain('ok'), keepMs: 4_000 },
  ],
  ['the older version', 'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok', { ...plain('ok'), keepMs: 0 }],
];

describe('an answer', () => {
  it.each(WHOLE)('with %s is read, in whatever parts it comes', (_what, text, expected) => {
    for (const size of [1, 2, 3, 7, 1_000]) {
      const reader = new ResponseReader();
      for (const _round of [1, 2]) {
        const answer = read(reader, text, size) as HttpAnswer;
        expect({ status: answer.status, body: String(answer.body), keepMs: answer.keepMs }).toEqual(expected);
      }
    }
  });

  it('without a length is whole when the connection ends', () => {
    const reader = new ResponseReader();
    expect(read(reader, 'HTTP/1.1 200 OK\r\n\r\nha', 3)).toBeUndefined();
    expect(read(reader, 'llo', 3)).toBeUndefined();
    expect(reader.end()).toMatchObject({ body: Buffer.from('hallo'), keepMs: 0 });
  });

  it('that is cut off is none', () => {
    const reader = new ResponseReader();
    read(reader, 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhallo', 100);
    expect(reader.end()).toBeUndefined();
  });

  it('followed by bytes that belong to no request ends its connection', () => {
    const more = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n';
    expect(new ResponseReader().read(Buffer.from(more))).toMatchObject({ body: Buffer.from('ok'), keepMs: 0 });
  });

  it('tells when to come again', () => {
    const text = 'HTTP/1.1 503 No\r\nRetry-After: 7\r\ncontent-length: 0\r\n\r\n';
    expect(new ResponseReader().read(Buffer.from(text))).toMatchObject({ status: 503, retryAfter: '7' });
  });

  it.each([
    ['another protocol', 'SSH-2.0-server\r\n\r\n'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: +5\r\n\r\nhallo'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhallo'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['an unknown encoding', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n'],
    ['a header in two lines', 'HTTP/1.1 200 OK\r\na: b\r\n c\r\ncontent-length: 0\r\n\r\n'],
    ['a bare line feed in its head', 'HTTP/1.1 200 OK\r\na: b\ncontent-length: 0\r\n\r\n'],
    ['space before a colon', 'HTTP/1.1 200 OK\r\ncontent-length : 0\r\n\r\n'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n'],
    ['a chunk longer than its size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nhallo\r\n0\r\n\r\n'],
    ['a switch of protocols', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n'],
    ['a head without an end', `HTTP/1.1 200 OK\r\na: ${'b'.repeat(70_000)}`],
  ])('with %s is refused', (_what, text) => {
    expect(() => new ResponseReader().read(Buffer.from(text))).toThrow(/./);
  });
});

function plain(body: string) {
  return { status: 200, body, keepMs: Number.POSITIVE_INFINITY };
}
