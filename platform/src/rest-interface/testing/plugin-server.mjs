// A plugin that does what a test tells it, with the identity that its launch gave it: it signs in as plugins written in Go
// and Python do, forwards the tokens of users, and signs tokens of its own.
import { createHmac, createPrivateKey, privateEncrypt } from 'node:crypto';
import { createServer } from 'node:http';

const { HOST, PORT, GATEWAY_URL, JWT_SIGNING_KEY, SUB_SYSTEM_CODE, SUB_SYSTEM_KEY } = process.env;
const RSA_PKCS1 = 1;
const seen = [];
const ROWS = {
  unit: [{ id: 'u1', displayName: 'Payments', name: 'Payments' }],
  host: [
    { id: 'h1', displayName: '10.0.0.1', ip: '10.0.0.1', unit: 'u1' },
    { id: 'h2', displayName: '10.0.0.2', ip: '10.0.0.2', unit: 'u1' },
  ],
};
const attribute = (name, more = {}) => ({
  name,
  entityName: '',
  description: '',
  dataType: 'str',
  required: 'N',
  multiple: 'N',
  ...more,
});
const MODEL = [
  { name: 'unit', displayName: 'Unit', description: '', attributes: [attribute('id'), attribute('name')] },
  {
    ...{ name: 'host', displayName: 'Host', description: '' },
    attributes: [
      ...[attribute('id'), attribute('ip')],
      attribute('unit', { dataType: 'ref', refPackageName: 'wecmdb', refEntityName: 'unit', refAttributeName: 'id' }),
    ],
  },
];

async function login(nonce) {
  const key = createPrivateKey({ key: Buffer.from(SUB_SYSTEM_KEY, 'base64'), format: 'der', type: 'pkcs8' });
  const text = Buffer.from(`${SUB_SYSTEM_CODE}:${nonce}`);
  const password = privateEncrypt({ key, padding: RSA_PKCS1 }, text).toString('base64');
  return call('POST', '/auth/v1/api/login', { username: SUB_SYSTEM_CODE, password, nonce, clientType: 'SUB_SYSTEM' });
}

async function call(method, path, body, authorization) {
  const response = await fetch(GATEWAY_URL + path, {
    method,
    headers: { ...(authorization && { authorization }), 'content-type': 'application/json' },
    ...(method !== 'GET' && method !== 'DELETE' && { body: JSON.stringify(body ?? {}) }),
  });
  return { status: response.status, body: await response.json() };
}

function resign(authorization, changes) {
  const claims = JSON.parse(Buffer.from(authorization.split(' ')[1].split('.')[1], 'base64url').toString());
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 120;
  const content = `${encode({ alg: 'HS512', typ: 'JWT' })}.${encode({ ...claims, exp, ...changes })}`;
  const mac = createHmac('sha512', Buffer.from(JWT_SIGNING_KEY, 'base64')).update(content).digest('base64url');
  return `Bearer ${content}.${mac}`;
}

async function act({ as, nonce = 'monitor', method = 'GET', path, body, claims }, authorization) {
  if (as === 'login') return login(nonce);
  if (as === 'user') return call(method, path, body, authorization);
  if (as === 'resigned') return call(method, path, body, resign(authorization, claims));
  const { token } = (await login(nonce)).body.data[as === 'refresh' ? 1 : 0];
  return call(method, path, body, `Bearer ${token}`);
}

async function answer({ url, method, headers }, text) {
  const path = url.split('?', 1)[0];
  const body = text && headers['content-type']?.startsWith('application/json') ? JSON.parse(text) : text;
  if (path.endsWith('/act')) return act(body, headers.authorization);
  if (path === '/health') return {};
  if (path.endsWith('/seen')) return seen;
  if (path.endsWith('/data-model')) return { status: 'OK', message: '', data: MODEL };
  if (path.endsWith('/slow')) await new Promise((resolve) => setTimeout(resolve, 6_000));
  seen.push({ url, method, authorization: headers.authorization, body });
  const entity = /\/entities\/(\w+)\/query$/.exec(path)?.[1];
  if (entity) return { status: 'OK', message: '', data: (ROWS[entity] ?? []).filter((row) => fits(row, body)) };
  return {
    resultCode: '0',
    resultMessage: 'success',
    results: { outputs: [] },
    url,
    authorization: headers.authorization,
  };
}

function fits(row, { additionalFilters = [] }) {
  return additionalFilters.every(({ attrName, op, condition }) => {
    if (op === 'in') return condition.includes(row[attrName]);
    return String(row[attrName]) === String(condition);
  });
}

createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const told = await answer(request, text).catch((error) => ({ failed: String(error.stack) }));
  response.setHeader('content-type', 'application/json').end(JSON.stringify(told));
}).listen(Number(PORT), HOST);
