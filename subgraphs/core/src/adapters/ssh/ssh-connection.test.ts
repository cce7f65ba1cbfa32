import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSshConnection } from './ssh-connection.ts';
import { startSsh, type TestSsh } from './testing.ts';

let ssh: TestSsh;
/** In front of the real server: cuts the first connection off, and knows those that are open. */
let front: Server;
let accepted = 0;
const open = new Set<Socket>();

beforeAll(async () => {
  ssh = await startSsh();
  front = createServer((socket) => {
    accepted += 1;
    if (accepted === 1) return void socket.resetAndDestroy();
    const onward = connect(ssh.port, ssh.host);
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => {});
    onward.on('error', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await once(front.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  front.close();
  await ssh[Symbol.asyncDispose]();
});

it('keeps the connection that followed a broken one, and leaves none open when it is closed', async () => {
  const { user, privateKey, fingerprint } = ssh;
  const { port } = front.address() as AddressInfo;
  const connection = createSshConnection({ host: '127.0.0.1', port, user, privateKey, pinned: fingerprint });
  // Asked at once after the failure: the broken connection is not fully closed yet.
  const first = connection.run('echo never').catch(() => connection.run('echo one'));
  expect((await first).trim()).toBe('one');
  expect((await connection.run('echo two')).trim()).toBe('two');
  expect(accepted).toBe(2);
  connection.close();
  await expect.poll(() => open.size).toBe(0);
});
