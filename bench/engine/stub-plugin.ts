/** A plugin in a process of its own that succeeds at once, with about 300 bytes of output per object. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const detail = 'x'.repeat(180);
const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  request.on('end', () => {
    const { inputs } = JSON.parse(text) as { inputs: { callbackParameter: string }[] };
    const outputs = inputs.map(({ callbackParameter }) => ({
      callbackParameter,
      errorCode: '0',
      errorMessage: '',
      output: detail,
    }));
    const body = JSON.stringify({ resultCode: '0', resultMessage: 'success', results: { outputs } });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
