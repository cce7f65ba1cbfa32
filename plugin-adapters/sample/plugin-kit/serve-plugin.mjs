import { createServer } from 'node:http';
import { isAuthorized } from './platform-token.mjs';
import { PluginProblem } from './plugin-error.mjs';

const BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Serves a plugin in the WeCube REST protocol below `/{name}`: its interfaces, its entities, its data model, and
 * `/{name}/journal`. `GET /health` and the journal need no token, everything else does when there is a signing key.
 *
 * `interfaces` maps a path to `{ action, execute(input) }`, where `execute` gives the output of one row.
 */
export async function servePlugin({ name, model, objects, requests, interfaces, settings }) {
  const server = createServer((request, response) => {
    route({ name, model, objects, requests, interfaces, settings }, request)
      .then(({ status = 200, body, text = JSON.stringify(body) }) => send(response, status, text))
      .catch((error) => {
        const [status, body] = describe(error);
        send(response, status, JSON.stringify(body));
      });
  });
  server.keepAliveTimeout = 65_000;
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  return server;
}

async function route(plugin, request) {
  const { name, requests, settings } = plugin;
  const path = new URL(request.url, 'http://plugin').pathname;
  const call = `${request.method} ${path}`;
  if (call === 'GET /health' || call === `GET /${name}/health`) {
    return { body: { status: 'OK', name } };
  }
  if (call === `GET /${name}/journal`) {
    return { body: { status: 'OK', message: '', data: requests.journal() } };
  }
  if (settings.signingKey && !isAuthorized(request.headers.authorization, settings.signingKey)) {
    return { status: 401, body: failure('The token is missing, expired or not signed for this plugin.') };
  }
  if (call === `GET /${name}/data-model`) {
    return { body: { status: 'OK', message: 'success', data: plugin.model.map(describeEntity) } };
  }
  const declared = plugin.interfaces[path];
  if (declared && request.method === 'POST') {
    return { body: await invoke(plugin, declared, await readJson(request)) };
  }
  const [, packageName, word, entity, verb] = path.split('/');
  if (packageName === name && word === 'entities' && request.method === 'POST') {
    const answer = await onEntity(plugin.objects, decodeURIComponent(entity ?? ''), verb, await readJson(request));
    return 'text' in answer ? answer : { body: answer };
  }
  return { status: 404, body: failure(`There is no ${call} here.`) };
}

async function invoke({ requests }, { action, execute }, body) {
  const { requestId, inputs } = body ?? {};
  if (typeof requestId !== 'string' || requestId === '') {
    throw new PluginProblem('The call has no requestId.');
  }
  if (!Array.isArray(inputs) || inputs.some((input) => typeof input !== 'object' || input === null)) {
    throw new PluginProblem('The inputs of the call are no list of objects.');
  }
  return requests.answer({ requestId, inputs }, action, (input) => executeRow(execute, input));
}

/** The output of a row; what went wrong is part of it and stops no other row. */
async function executeRow(execute, input) {
  try {
    return { errorCode: '0', errorMessage: '', errorDetail: '', ...(await execute(input)) };
  } catch (error) {
    if (!(error instanceof PluginProblem)) throw error;
    return { errorCode: error.code, errorMessage: error.message, errorDetail: '' };
  }
}

async function onEntity(objects, entity, verb, body) {
  switch (verb) {
    case 'query':
      return found(objects.query(entity, filtersOf(body)));
    case 'create':
      return success(await objects.create(entity, rowsOf(body)));
    case 'update':
      return success(await objects.update(entity, rowsOf(body)));
    case 'delete':
      return success(await objects.delete(entity, rowsOf(body)));
    default:
      throw new PluginProblem(`An entity has query, create, update and delete, not "${verb}".`);
  }
}

function filtersOf(body) {
  const all = [body?.criteria, ...(body?.additionalFilters ?? [])];
  return all.filter((filter) => filter?.attrName);
}

function rowsOf(body) {
  if (!Array.isArray(body) || body.some((row) => typeof row !== 'object' || row === null)) {
    throw new PluginProblem('The body is no list of objects.');
  }
  return body;
}

function describeEntity({ name, displayName, description, attributes }) {
  return {
    name,
    displayName,
    description,
    attributes: attributes.map((attribute) => ({
      entityName: name,
      required: 'N',
      multiple: 'N',
      refPackageName: '',
      refEntityName: '',
      refAttributeName: '',
      ...attribute,
    })),
  };
}

async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new PluginProblem(`The body is larger than ${BODY_LIMIT} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new PluginProblem('The body is no JSON.');
  }
}

function describe(error) {
  if (error instanceof PluginProblem) {
    return [200, failure(error.message)];
  }
  console.error(error);
  return [500, failure('The plugin failed; its log says why.')];
}

function success(data) {
  return { status: 'OK', message: 'success', data };
}

/** The texts of rows as they were sent; a row never changes, an update puts another in its place. */
const texts = new WeakMap();

/** What a query found, as text: most of a large answer was sent before. */
function found(rows) {
  return { text: `{"status":"OK","message":"success","data":[${rows.map(textOf).join(',')}]}` };
}

function textOf(row) {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const text = JSON.stringify(row);
  texts.set(row, text);
  return text;
}

/** A failure in both forms of the protocol: interface calls read the first half, entity calls the second. */
function failure(message) {
  return { resultCode: '1', resultMessage: message, results: { outputs: [] }, status: 'ERROR', message, data: null };
}

function send(response, status, text) {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
