import assert from 'node:assert/strict';
import { constants, createHmac, generateKeyPairSync, publicDecrypt, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Platform } from '../src/platform.ts';
import { startPlugin } from '../src/plugin.ts';
import { readSettings } from '../src/settings.ts';

const KEY = randomBytes(48).toString('base64');
const folder = mkdtempSync(join(tmpdir(), '__NAME__-'));
let plugin: Awaited<ReturnType<typeof startPlugin>>;

const start = () => startPlugin({ ...readSettings({ PORT: '', DATA_DIR: folder, JWT_SIGNING_KEY: KEY }), port: 0 });

/** A token as the platform makes it. */
function token(key = KEY, exp = Date.now() / 1000 + 60): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'HS512', typ: 'JWT' })}.${encode({ sub: 'SYS_PLATFORM', exp: Math.floor(exp) })}`;
  return `${content}.${createHmac('sha512', Buffer.from(key, 'base64')).update(content).digest('base64url')}`;
}

// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape
async function post(path: string, body: unknown, bearer: string | null = token()): Promise<any> {
  const response = await fetch(`http://127.0.0.1:${plugin.port}/__NAME__${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
    body: JSON.stringify(body),
  });
  return response.json();
}

const query = (...additionalFilters: object[]) => post('/entities/note/query', { additionalFilters });
const call = (requestId: string, ...inputs: object[]) => post('/note/sign', { requestId, operator: 'admin', inputs });

describe('__NAME__', () => {
  before(async () => {
    plugin = await start();
  });
  after(async () => {
    await plugin.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await post('/entities/note/delete', (await query()).data);
  });

  it('lets the platform in, and nobody else', async () => {
    assert.equal((await query()).status, 'OK');
    for (const bearer of [null, 'garbage', token(randomBytes(48).toString('base64')), token(KEY, 1)])
      assert.equal((await post('/entities/note/query', {}, bearer)).status, 'ERROR');
  });

  it('keeps notes over a restart', async () => {
    const [made] = (await post('/entities/note/create', [{ text: '主机 is slow' }])).data;
    await post('/entities/note/update', [{ id: made.id, text: 'it is fast again' }]);
    await plugin.stop();
    plugin = await start();
    assert.deepEqual((await query()).data, [{ ...made, text: 'it is fast again' }]);
  });

  it('finds notes by the operators of the protocol', async () => {
    const texts = ['one', 'two', 'three'].map((text) => ({ id: text, text }));
    await post('/entities/note/create', texts);
    const found = async (op: string, condition: unknown, attrName = 'id') =>
      (await query({ attrName, op, condition })).data.map(({ id }: { id: string }) => id);
    assert.deepEqual(await found('eq', 'one'), ['one']);
    assert.deepEqual(await found('in', ['one', 'two']), ['one', 'two']);
    assert.deepEqual(await found('in', []), []);
    assert.deepEqual(await found('like', 'hre', 'text'), ['three']);
    assert.equal((await query({ attrName: 'id', op: 'unheard', condition: 'x' })).status, 'ERROR');
  });

  it('signs each row for itself, and a repeated request once', async () => {
    await post('/entities/note/create', [{ id: 'n1', text: 'one' }]);
    const rows = [
      { callbackParameter: 'n1', note: 'n1' },
      { callbackParameter: 'n2', note: 'n2' },
    ];
    const answer = await call('req_1', ...rows);
    assert.equal(answer.resultCode, '1');
    assert.deepEqual(
      answer.results.outputs.map(({ callbackParameter, errorCode }: Record<string, string>) => [
        callbackParameter,
        errorCode,
      ]),
      [
        ['n1', '0'],
        ['n2', '1'],
      ],
    );
    await post('/entities/note/create', [{ id: 'n2', text: 'two' }]);
    assert.deepEqual(await call('req_1', ...rows), answer);
    assert.equal((await call('req_2', ...rows)).resultCode, '0');
  });
});

describe('the platform', () => {
  it('is signed in to with a proof under the private key, once for many questions', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const proofs: string[] = [];
    const server = createServer(async (request, response) => {
      let data: unknown = 'told';
      if (request.url === '/auth/v1/api/login') {
        const { password, nonce } = (await json(request)) as { password: string; nonce: string };
        const proof = publicDecrypt(
          { key: publicKey, padding: constants.RSA_PKCS1_PADDING },
          Buffer.from(password, 'base64'),
        );
        proofs.push(proof.toString().replace(nonce, 'NONCE'));
        data = [{ token: 'access', tokenType: 'accessToken', expiration: String(Date.now() + 600_000) }];
      } else assert.equal(request.headers.authorization, 'Bearer access');
      response.end(JSON.stringify({ code: 0, status: 'OK', message: '', data }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const systemKey = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    const gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const platform = new Platform({ gatewayUrl, systemCode: 'SYS_X', systemKey });
    assert.equal(await platform.ask('GET', '/platform/v1/roles/retrieve'), 'told');
    assert.equal(await platform.ask('GET', '/platform/v1/models'), 'told');
    assert.deepEqual(proofs, ['SYS_X:NONCE']);
    server.closeAllConnections();
    server.close();
  });
});
