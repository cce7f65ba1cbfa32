import { describe, expect, it } from 'vitest';
import { parseRequestHead } from './request-head.ts';

const head = (...lines: string[]) => ['POST /graphql HTTP/1.1', 'Host: a', 'Content-Length: 2', ...lines].join('\r\n');

describe('a request', () => {
  it('of the plain kind is read as Node reads it', () => {
    expect(parseRequestHead(head('Content-Type:  application/json ', 'X-Empty:', 'connection: Keep-Alive'))).toEqual({
      headers: {
        host: 'a',
        'content-length': '2',
        'content-type': 'application/json',
        'x-empty': '',
        connection: 'Keep-Alive',
      },
      rawHeaders: expect.arrayContaining(['x-empty', '']),
      contentLength: 2,
    });
  });

  it.each([
    ['of another method', head().replace('POST', 'GET')],
    ['to another address', head().replace('/graphql', '/graphql?a=b')],
    ['of another version', head().replace('1.1', '1.0')],
    ['without a host', 'POST /graphql HTTP/1.1\r\ncontent-length: 2'],
    ['without a length', 'POST /graphql HTTP/1.1\r\nhost: a'],
    ['with two lengths', head('content-length: 2')],
    ['with a length that is none', head().replace(': 2', ': 0x2')],
    ['with several lengths in one', head().replace(': 2', ': 2, 2')],
    ['in chunks', head('transfer-encoding: chunked')],
    ['that expects something', head('expect: 100-continue')],
    ['for another protocol', head('upgrade: websocket', 'connection: upgrade')],
    ['that ends its connection', head('connection: close')],
    ['with a header twice', head('x-a: 1', 'X-A: 2')],
    ['with a folded header', head('x-a: 1', ' 2')],
    ['with a bare line feed', head('x-a: 1\ncontent-length: 5')],
    ['with a bare carriage return', head('x-a: 1\rcontent-length: 5')],
    ['with space before a colon', head('transfer-encoding : chunked')],
    ['with a zero byte', head('x-a: \0')],
    ['with a name of the language', head('__proto__: 1')],
    ['with another name of the language', head('constructor: 1')],
  ])('%s is for Node to read', (_what, text) => {
    expect(parseRequestHead(text)).toBeNull();
  });
});
