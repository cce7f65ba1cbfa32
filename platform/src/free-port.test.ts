import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { freePort, isPortFree } from './free-port.ts';

it('tells a free port from one that is taken', async () => {
  const port = await freePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
