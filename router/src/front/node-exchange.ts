import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { PlainHead } from './plain-head.ts';

/** A request that was read whole, and the answer to it, for code that is written for Node's server. */
type NodeExchange = { request: IncomingMessage; response: ServerResponse };

/**
 * Gives a request that was read whole to code that is written for Node's server. `ended` is called once its answer has
 * left; whether the connection may be used for the next request then.
 */
export function nodeExchange(
  socket: Socket,
  { headers, rawHeaders }: PlainHead,
  body: Buffer,
  keepAliveSeconds: number,
  ended: (reusable: boolean) => void,
): NodeExchange {
  const request = new IncomingMessage(socket);
  Object.assign(request, {
    method: 'POST',
    url: '/graphql',
    httpVersion: '1.1',
    httpVersionMajor: 1,
    httpVersionMinor: 1,
  });
  request.headers = headers;
  request.rawHeaders = rawHeaders;
  request.complete = true;
  request.push(body);
  request.push(null);
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  response.setHeader('Connection', 'keep-alive');
  response.setHeader('Keep-Alive', `timeout=${keepAliveSeconds}`);
  response.once('finish', () => {
    response.detachSocket(socket);
    process.nextTick(() => {
      response.destroyed = true;
      response.emit('close');
    });
    ended(response.shouldKeepAlive);
  });
  return { request, response };
}
