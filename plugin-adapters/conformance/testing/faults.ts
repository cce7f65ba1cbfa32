import { createHmac } from 'node:crypto';
import { isObject, type Row, rowsOf } from '../answers.ts';
import type { Program } from '../subject.ts';
import { refusal } from './good-notes.ts';
import { type Files, imageWith, zipWith } from './good-package.ts';
import type { Exchange, Reply, Spoil } from './good-plugin.ts';

/** In the tests an answer later than this is slow. */
export const SLOW_MS = 1_500;

/** What is wrong with a plugin, and nothing else is. */
export type Fault = {
  manifest?: (xml: string) => string;
  files?: (files: Files) => Files | Promise<Files>;
  spoil?: Spoil;
  program?: Partial<Program>;
  /** The plugin is tested without being started. */
  notStarted?: string;
  /** What the program did at the gateway before the checks began. */
  signsIn?: 'WRONG_PROOF' | 'SAME_NONCE';
};

const replace = (from: string | RegExp, to: string): Fault => ({ manifest: (xml) => xml.replace(from, to) });
const dynamic = (xml: string): string => xml.replace(/<dataModel>.*<\/dataModel>/s, '<dataModel isDynamic="true"/>');
const without = (...names: string[]): Fault => ({
  files: (files) => Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name))),
});
const withFile = (name: string, content: () => Promise<Buffer> | string): Fault => ({
  files: async (files) => ({ ...files, [name]: await content() }),
});

const when = (fits: (exchange: Exchange) => boolean, reply: Spoil): Fault => ({
  spoil: (exchange, good, notes) => (fits(exchange) ? reply(exchange, good, notes) : good()),
});
const trustsWhen = (fits: (exchange: Exchange) => boolean): Fault => when(fits, (_, good) => good({ trusting: true }));
const rows = (data: unknown): Reply => ({ body: { status: 'OK', message: '', data } });
const error: Reply = { body: { status: 'ERROR', message: 'no', data: null, resultCode: '1', resultMessage: 'no' } };
const broken: Reply = { status: 500, body: 'Internal Server Error', contentType: 'text/plain' };

// What is asked.
const isQuery = ({ path }: Exchange): boolean => path === '/notes/entities/note/query';
const filtersOf = ({ json }: Exchange): Row[] => {
  const filters = isObject(json) ? json['additionalFilters'] : null;
  return Array.isArray(filters) ? filters : [];
};
const asks =
  (op: string, more: (filter: Row) => boolean = () => true) =>
  (exchange: Exchange) =>
    isQuery(exchange) &&
    filtersOf(exchange).length === 1 &&
    filtersOf(exchange).some((filter) => filter['op'] === op && more(filter));
const condition = ({ condition: wanted }: Row): string => String(wanted);
const isPlain = (exchange: Exchange): boolean => isQuery(exchange) && filtersOf(exchange).length === 0;
const isModel = ({ path }: Exchange): boolean => path === '/notes/data-model';
const isSign = ({ path, method }: Exchange): boolean => path === '/notes/note/sign' && method === 'POST';
const isLater = ({ path, method }: Exchange): boolean => path === '/notes/note/later' && method === 'POST';
const writes =
  (verb: string) =>
  ({ path, json }: Exchange) =>
    path === `/notes/entities/note/${verb}` && Array.isArray(json);
const inputsOf = ({ json }: Exchange): Row[] =>
  isObject(json) && Array.isArray(json['inputs']) ? (json['inputs'] as Row[]) : [];
const named = (pattern: RegExp) => (exchange: Exchange) =>
  inputsOf(exchange).some(({ callbackParameter }) => pattern.test(String(callbackParameter)));
const firstText = ({ json }: Exchange): string =>
  String((Array.isArray(json) ? (json as Row[])[0]?.['text'] : undefined) ?? '');

// What is spoiled of a good answer.
const changed =
  (change: (body: Row) => unknown): Spoil =>
  async (_, good) => {
    const reply = await good();
    return isObject(reply.body) ? { ...reply, body: change(structuredClone(reply.body)) } : reply;
  };
const outputs = (change: (list: Row[]) => unknown): Spoil =>
  changed((body) => ({ ...body, results: { outputs: change((body['results'] as { outputs: Row[] }).outputs) } }));
const eachRow = (change: (row: Row) => Row): Spoil =>
  changed((body) => ({ ...body, data: ((body['data'] ?? []) as Row[]).map(change) }));
const attributes = (change: (attribute: Row) => Row | null): Fault => ({
  ...{ manifest: dynamic },
  ...when(
    isModel,
    changed((body) => ({
      ...body,
      data: ((body['data'] ?? []) as { attributes: Row[] }[]).map((entity) => ({
        ...entity,
        attributes: entity.attributes.map(change).filter((one) => one !== null),
      })),
    })),
  ),
});
const nothing: Spoil = () => rows([]);
const everything: Spoil = (_, __, notes) => rows([...notes.rows.values()]);
const claimsOf = ({ token }: Exchange): Row => {
  try {
    return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Row;
  } catch {
    return {};
  }
};
const headOf = ({ token }: Exchange): Row => {
  try {
    return JSON.parse(Buffer.from(token?.split('.')[0] ?? '', 'base64url').toString()) as Row;
  } catch {
    return {};
  }
};
const isSignedBy =
  (key: string) =>
  ({ token }: Exchange): boolean => {
    const [head, claims, signature] = token?.split('.') ?? [];
    return (
      createHmac('sha512', Buffer.from(key, 'base64')).update(`${head}.${claims}`).digest('base64url') === signature
    );
  };
const isExpired = (exchange: Exchange): boolean => Number(claimsOf(exchange)['exp']) * 1000 < Date.now();

let turn = 0;

/** For every check a plugin that fails it, and only it. `KEY` and `FOREIGN` tell a token's signature. */
export const faultsFor = (key: string): Readonly<Record<string, Fault>> => ({
  'manifest-in-root': {
    files: ({ 'register.xml': manifest, ...files }) => ({ ...files, 'notes/register.xml': manifest ?? '' }),
  },
  'image-present': {
    manifest: (xml) => xml.replace(/<process .*?\/>/s, ''),
    ...without('image.tar'),
  },
  'image-tagged': withFile('image.tar', () => imageWith('notes:latest')),
  'database-script-present': without('init.sql'),
  'database-markers-ascend': withFile('init.sql', () => '#@v1.2.0-begin@;\n#@v1.1.0-begin@;\n'),
  'bucket-files-present': without('seed.txt'),
  'ui-has-index': withFile('ui.zip', () => zipWith('dist/a.js')),
  'manifest-readable': replace('</package>', ''),
  'manifest-known-words': replace('<menus>', '<menus colour="red">'),
  'version-comparable': replace('version="v1.0.0"', 'version="v1.0.0-beta"'),
  'port-allocated': replace('portBindings="{{ALLOCATE_PORT}}:8080"', 'portBindings="9000:8080"'),
  'variables-known': replace('{{NOTES_COLOUR}}', '{{NOTES_COLOR}}'),
  'key-asked-for': replace(/KEY=\{\{JWT_SIGNING_KEY\}\},/g, ''),
  'no-engine-socket': replace('volumeBindings="', 'volumeBindings="/var/run/docker.sock:/var/run/docker.sock,'),
  'secrets-marked': replace('>style<', '>password<'),
  'interface-paths': replace('path="/notes/note/later"', 'path="/note/later"'),
  'interface-methods': replace(
    'path="/notes/note/later" httpMethod="POST"',
    'path="/notes/note/later" httpMethod="PATCH"',
  ),
  'outputs-of-errors': replace('<parameter datatype="string" mappingType="context">errorMessage</parameter>', ''),
  'idempotency-stated': replace('isAsyncProcessing="Y" idempotency="keyed"', 'isAsyncProcessing="Y"'),
  'asynchronous-called-back': replace(/,GATEWAY_URL=\{\{GATEWAY_URL\}\}/g, ''),
  'entities-identified': replace('<attribute name="displayName" datatype="str" description=""/>', ''),
  'references-resolved': replace('refEntityName="note"', 'refEntityName="nothing"'),
  'menus-in-both-languages': replace(' localDisplayName="便签"', ' localDisplayName=""'),
  'menus-granted': replace('<menu code="NOTES"/>', '<menu code="OTHER"/>'),

  answers: { notStarted: 'the program ended with 1' },
  healthy: when(
    ({ path }) => path === '/health',
    () => ({ status: 503, body: {} }),
  ),
  'unknown-path-refused': when(
    ({ path }) => path.includes('no-such-thing'),
    () => rows([]),
  ),
  'query-string-ignored': when(
    ({ query }) => query !== '',
    () => error,
  ),
  'unknown-headers-ignored': when(
    ({ headers }) => headers.traceparent !== undefined,
    () => error,
  ),
  'charset-named': when(
    ({ headers }) => /charset/.test(headers['content-type'] ?? ''),
    () => error,
  ),
  'chunked-body': when(
    ({ headers }) => headers['transfer-encoding'] === 'chunked',
    () => error,
  ),
  'connection-kept': when(
    () => true,
    async (_, good) => ({ ...(await good()), close: true }),
  ),
  'broken-json-refused': when(
    ({ text, json }) => text !== '' && json === undefined,
    () => broken,
  ),
  'empty-body-survived': when(
    (exchange) => isQuery(exchange) && exchange.text === '',
    () => broken,
  ),
  'list-body-survived': when(
    (exchange) => isQuery(exchange) && Array.isArray(exchange.json),
    () => broken,
  ),
  'answers-are-json': when(
    () => true,
    async (_, good) => ({ ...(await good()), contentType: null }),
  ),
  'large-body': when(
    ({ text }) => text.length > 3 * 1024 * 1024,
    () => ({ status: 413, body: 'too large' }),
  ),
  'side-by-side': when(isPlain, async (_, good) => {
    turn += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const isCrowded = turn > 3;
    turn -= 1;
    return isCrowded ? broken : good();
  }),
  'query-in-time': when(isPlain, async (_, good) => {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS + 50));
    return good();
  }),
  'own-prefix-only': when(({ path }) => path === '/entities/note/query', everything),

  'token-of-platform': when(
    (exchange) => exchange.token !== null,
    () => ({ status: 401, body: refusal('The token is not known.') }),
  ),
  'no-token-refused': trustsWhen((exchange) => isQuery(exchange) && exchange.token === null),
  'garbage-token-refused': trustsWhen(({ token }) => token === 'garbage'),
  'three-part-garbage-refused': trustsWhen(({ token }) => token === 'a.b.c'),
  'expired-token-refused': trustsWhen((exchange) => isExpired(exchange) && claimsOf(exchange)['jti'] === undefined),
  'foreign-key-refused': trustsWhen(
    (exchange) =>
      headOf(exchange)['alg'] === 'HS512' &&
      !isExpired(exchange) &&
      !isSignedBy(key)(exchange) &&
      !isSignedBy('Platform+Auth+Server+Secret')(exchange) &&
      !(claimsOf(exchange)['roles'] as unknown[])?.length,
  ),
  'unsigned-token-refused': trustsWhen((exchange) => headOf(exchange)['alg'] === 'none'),
  'other-algorithm-refused': trustsWhen((exchange) => headOf(exchange)['alg'] === 'HS256'),
  'changed-claims-refused': trustsWhen(
    (exchange) => !isSignedBy(key)(exchange) && (claimsOf(exchange)['roles'] as unknown[])?.length > 0,
  ),
  'published-key-refused': trustsWhen((exchange) => isSignedBy('Platform+Auth+Server+Secret')(exchange)),
  'user-token-taken': when(
    (exchange) => claimsOf(exchange)['sub'] === 'admin',
    () => error,
  ),
  'login-token-taken': when(
    (exchange) => claimsOf(exchange)['clientType'] === '' && isQuery(exchange),
    () => error,
  ),
  'unknown-claims-taken': when(
    (exchange) => claimsOf(exchange)['nested'] !== undefined,
    () => error,
  ),
  'refusal-in-form': when(
    (exchange) => exchange.token === null && isQuery(exchange),
    () => ({ status: 401, body: '' }),
  ),
  'refusal-keeps-secrets': when(isExpired, ({ token }) => ({
    status: 401,
    body: { status: 'ERROR', message: `bad ${token}` },
  })),

  'model-answered': {
    manifest: dynamic,
    ...when(
      isModel,
      changed((body) => ({ ...body, data: { note: {} } })),
    ),
  },
  'model-attributes-named': attributes((one) => (one['name'] === 'size' ? { ...one, name: '' } : one)),
  'model-identified': attributes((one) => (one['name'] === 'displayName' ? null : one)),
  'model-flags': attributes((one) => (one['name'] === 'size' ? { ...one, multiple: 'no' } : one)),
  'model-references-whole': attributes((one) => (one['name'] === 'parent' ? { ...one, refEntityName: '' } : one)),
  'model-stable': {
    manifest: dynamic,
    ...when(
      isModel,
      changed((body) => {
        turn += 1;
        return {
          ...body,
          data: ((body['data'] ?? []) as Row[]).map((entity) => ({ ...entity, description: `${turn}` })),
        };
      }),
    ),
  },

  'query-answered': when(
    isPlain,
    changed((body) => (body['status'] === 'OK' ? { ...body, data: { count: 1 } } : body)),
  ),
  'query-ids': when(
    isQuery,
    eachRow((row) => ({ ...row, id: row['id'] === 'note_3' ? 3 : row['id'] })),
  ),
  'query-names': when(
    isQuery,
    eachRow((row) => (row['id'] === 'note_2' ? { ...row, displayName: 2 } : row)),
  ),
  'query-declared-attributes': when(
    isQuery,
    eachRow(({ size: _, ...row }) => row),
  ),
  'query-eq': when(
    asks('eq', (filter) => condition(filter) === 'note_1'),
    nothing,
  ),
  'query-without-operator': when(asks(''), nothing),
  'query-in': when(
    asks('in', ({ condition: list }) => (list as unknown[]).length === 2),
    nothing,
  ),
  'query-in-one': when(
    asks('in', ({ condition: list }) => (list as unknown[]).length === 1),
    nothing,
  ),
  'query-in-nothing': when(
    asks('in', ({ condition: list }) => (list as unknown[]).length === 0),
    everything,
  ),
  'query-in-many': when(
    asks('in', ({ condition: list }) => (list as unknown[]).length > 10_000),
    () => error,
  ),
  'query-neq': when(asks('neq'), everything),
  'query-like': when(asks('like'), nothing),
  'query-is-empty': when(asks('is'), everything),
  'query-isnot-empty': when(asks('isnot'), everything),
  'query-gt': when(asks('gt'), everything),
  'query-lt': when(asks('lt'), everything),
  'query-both': when((exchange) => filtersOf(exchange).length === 2, everything),
  'query-value-with-name': when(
    asks('eq', (filter) => condition(filter).includes('@@')),
    nothing,
  ),
  'query-unicode': when(
    asks('eq', (filter) => condition(filter).includes('主机')),
    () => broken,
  ),
  'query-quotes': when(
    asks('eq', (filter) => condition(filter).includes("'")),
    everything,
  ),
  'query-blank-criteria': when(
    (exchange) =>
      isQuery(exchange) && isObject(exchange.json) && (exchange.json['criteria'] as Row | null)?.['condition'] === '',
    nothing,
  ),
  'query-criteria': when(
    (exchange) =>
      isQuery(exchange) && isObject(exchange.json) && (exchange.json['criteria'] as Row | null)?.['op'] === 'eq',
    everything,
  ),
  'query-null-filters': when(
    (exchange) => isQuery(exchange) && isObject(exchange.json) && exchange.json['additionalFilters'] === null,
    () => error,
  ),
  'query-unknown-keys': when(
    (exchange) => isQuery(exchange) && isObject(exchange.json) && 'paging' in exchange.json,
    () => error,
  ),
  'query-unknown-operator': when(asks('no-such-operator'), everything),
  'query-unknown-attribute': when(
    asks('eq', ({ attrName }) => attrName === 'no_such_attribute'),
    everything,
  ),
  'query-unknown-entity': when(({ path }) => path.includes('no_such_entity'), nothing),
  'query-repeatable': when(
    asks('in', ({ condition: list }) => (list as unknown[]).length === 4),
    async (_, good, notes) => {
      turn += 1;
      return turn % 2 === 0 ? good() : rows([...notes.rows.values()].slice(1));
    },
  ),

  'write-create': when(
    writes('create'),
    eachRow(({ id: _, ...row }) => row),
  ),
  'write-read-back': when(writes('create'), async (exchange, good, notes) => {
    const reply = await good();
    if (firstText(exchange).endsWith('read back'))
      for (const { id } of rowsOf(answerOf(reply)) ?? []) notes.rows.delete(String(id));
    return reply;
  }),
  'write-own-ids': when(writes('create'), async (exchange, good) => {
    if (firstText(exchange).endsWith('same')) for (const row of exchange.json as Row[]) row['id'] = 'note_same';
    return good();
  }),
  'write-batch': when(
    writes('create'),
    changed((body) => ({ ...body, data: (body['data'] as Row[]).reverse() })),
  ),
  'write-update': when(writes('update'), async (exchange, good) =>
    firstText(exchange) === 'after' ? rows(exchange.json) : good(),
  ),
  'write-update-only-named': when(writes('update'), async (exchange, good) => {
    for (const row of exchange.json as Row[]) if (!('text' in row)) row['text'] = null;
    return good();
  }),
  'write-update-unknown': when(writes('update'), async (exchange, good) =>
    (exchange.json as Row[]).length === 1 && (exchange.json as Row[])[0]?.['id'] === 'no-such-object'
      ? rows([])
      : good(),
  ),
  'write-update-makes-nothing': when(writes('update'), async (exchange, good, notes) => {
    for (const row of exchange.json as Row[])
      if (row['id'] === 'no-such-object' && (exchange.json as Row[]).length === 1)
        notes.rows.set('no-such-object', { ...row, displayName: 'x' });
    const reply = await good();
    return (exchange.json as Row[])[0]?.['id'] === 'no-such-object' ? error : reply;
  }),
  'write-operation-header': when(
    ({ headers }) => headers['x-operation'] !== undefined,
    () => error,
  ),
  'write-delete': when(writes('delete'), async (exchange, good, notes) => {
    const [id] = (exchange.json as Row[]).map((row) => String(row['id']));
    const isIt = String(notes.rows.get(id ?? '')?.['text']).endsWith('deleted');
    return isIt ? rows(null) : good();
  }),
  'write-delete-others-stay': when(writes('delete'), async (exchange, good, notes) => {
    const [id] = (exchange.json as Row[]).map((row) => String(row['id']));
    if (String(notes.rows.get(id ?? '')?.['text']).endsWith('goes'))
      for (const [other, row] of notes.rows) if (String(row['text']).endsWith('stays')) notes.rows.delete(other);
    return good();
  }),
  'write-delete-unknown': when(
    (exchange) => writes('delete')(exchange) && (exchange.json as Row[])[0]?.['id'] === 'no-such-object',
    () => rows([]),
  ),
  'write-nothing': when(
    (exchange) => writes('create')(exchange) && (exchange.json as Row[]).length === 0,
    () => error,
  ),
  'write-one-object': when(
    ({ path, json }) => path.endsWith('/create') && isObject(json),
    () => broken,
  ),
  'write-unicode': when(
    (exchange) => writes('create')(exchange) && firstText(exchange).includes('主机'),
    async (exchange, good) => {
      for (const row of exchange.json as Row[]) row['text'] = String(row['text']).replace('主机', '??');
      return good();
    },
  ),
  'write-long-text': when(
    (exchange) => writes('create')(exchange) && firstText(exchange).length > 255,
    async (exchange, good) => {
      for (const row of exchange.json as Row[]) row['text'] = String(row['text']).slice(0, 255);
      return good();
    },
  ),
  'write-whole-or-not': when(
    (exchange) => writes('update')(exchange) && (exchange.json as Row[]).length === 2,
    async (exchange, good, notes) => {
      const [row] = exchange.json as Row[];
      if (row) notes.rows.set(String(row['id']), { ...notes.rows.get(String(row['id'])), ...row });
      return good();
    },
  ),
  'write-side-by-side': when(
    (exchange) => writes('create')(exchange) && firstText(exchange).includes('at once'),
    async (exchange, good, notes) => {
      const reply = await good();
      if (firstText(exchange).endsWith('3'))
        for (const { id } of rowsOf(answerOf(reply)) ?? []) notes.rows.delete(String(id));
      return reply;
    },
  ),

  'call-answered': when(isSign, () => ({ body: '<html></html>', contentType: 'text/html' })),
  'call-result-code-text': when(
    isSign,
    changed((body) => ({ ...body, resultCode: Number(body['resultCode']) })),
  ),
  'call-result-message': when(
    (exchange) => isSign(exchange) && inputsOf(exchange).length === 1,
    changed(({ resultMessage: _, ...body }) => body),
  ),
  'call-outputs-list': when(
    isSign,
    changed((body) => ({ ...body, results: { outputs: body['results'] } })),
  ),
  'call-in-time': when(
    (exchange) => isSign(exchange) && named(/^conformance-1$/)(exchange),
    async (_, good) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS + 50));
      return good();
    },
  ),
  'call-echo': when(
    (exchange) => isSign(exchange) && named(/^conformance-1$/)(exchange),
    outputs((list) => list.map(({ callbackParameter: _, ...output }) => output)),
  ),
  'call-error-codes-text': when(
    isSign,
    outputs((list) => list.map((output) => ({ ...output, errorCode: Number(output['errorCode']) }))),
  ),
  'call-declared-outputs': when(
    isSign,
    outputs((list) => list.map(({ noteId: _, ...output }) => output)),
  ),
  'call-batch': when(
    (exchange) => isSign(exchange) && inputsOf(exchange).length === 3 && !named(/bad/)(exchange),
    outputs((list) => list.slice(1)),
  ),
  'call-large-batch': when(
    (exchange) => isSign(exchange) && inputsOf(exchange).length > 100,
    () => error,
  ),
  'call-unicode': when(
    (exchange) => isSign(exchange) && named(/主机/)(exchange),
    outputs((list) => list.map((output) => ({ ...output, callbackParameter: '??' }))),
  ),
  'call-side-by-side': when(
    (exchange) => isSign(exchange) && named(/-side-[1-9]/)(exchange),
    outputs((list) => list.map((output) => ({ ...output, callbackParameter: 'conformance-side-0' }))),
  ),
  'call-failure-alone': when(
    (exchange) => isSign(exchange) && named(/bad/)(exchange),
    outputs((list) => list.map((output) => ({ ...output, errorCode: '1', errorMessage: 'all failed' }))),
  ),
  'call-failure-told': when(
    (exchange) => isSign(exchange) && named(/bad/)(exchange),
    outputs((list) => list.map((output) => ({ ...output, errorCode: '0' }))),
  ),
  'call-failure-in-code': when(
    (exchange) => isSign(exchange) && named(/bad/)(exchange),
    changed((body) => ({ ...body, resultCode: '0' })),
  ),
  'call-failure-words': when(
    (exchange) => isSign(exchange) && named(/bad/)(exchange),
    outputs((list) => list.map((output) => ({ ...output, errorMessage: '' }))),
  ),
  'call-unknown-keys': when(
    (exchange) => isSign(exchange) && isObject(exchange.json) && 'futureKey' in exchange.json,
    () => error,
  ),
  'call-null-optionals': when(
    (exchange) => isSign(exchange) && inputsOf(exchange).some(({ style }) => style === null),
    () => error,
  ),
  'call-wrong-types': when(
    (exchange) => isSign(exchange) && inputsOf(exchange).some(({ text }) => isObject(text)),
    () => broken,
  ),
  'call-no-inputs': when(
    (exchange) =>
      isSign(exchange) &&
      isObject(exchange.json) &&
      Array.isArray(exchange.json['inputs']) &&
      exchange.json['inputs'].length === 0,
    () => broken,
  ),
  'call-inputs-missing': when(
    (exchange) => isSign(exchange) && isObject(exchange.json) && !('inputs' in exchange.json),
    () => ({ body: { resultCode: '0', resultMessage: '', results: null } }),
  ),
  'call-without-token': trustsWhen((exchange) => isSign(exchange) && exchange.token === null),
  'call-by-get': when(
    ({ path, method }) => path === '/notes/note/sign' && method === 'GET',
    () => ({ body: { resultCode: '0', resultMessage: '' } }),
  ),
  'call-repeated': when(isSign, spoilRepeats('one after the other')),
  'call-repeated-at-once': when(isSign, spoilRepeats('at once')),
  'call-repeated-whatever-asked': when(
    (exchange) => isSign(exchange) && isObject(exchange.json) && exchange.json['operator'] === 'somebody else',
    outputs((list) => list.map((output) => ({ ...output, noteId: 'another' }))),
  ),
  'call-acknowledged': when(
    (exchange) => isLater(exchange) && named(/^conformance-1$/)(exchange),
    () => error,
  ),

  'starts-in-time': { program: { startedInMs: 31_000 } },
  'sign-in-proved': { signsIn: 'WRONG_PROOF' },
  'sign-in-nonce-new': { signsIn: 'SAME_NONCE' },
  'called-back': when(
    (exchange) => isLater(exchange) && named(/later/)(exchange),
    () => ({ body: { resultCode: '0', resultMessage: '', results: null } }),
  ),
  'call-back-in-form': when(
    (exchange) => isLater(exchange) && named(/later/)(exchange),
    async (exchange, _, notes) => {
      await notes.callBack({ requestId: (exchange.json as Row)['requestId'], outputs: [] });
      return { body: { resultCode: '0', resultMessage: '', results: null } };
    },
  ),
  'call-back-once': when(
    (exchange) => isLater(exchange) && named(/later/)(exchange),
    async (exchange, good, notes) => {
      const outputsTwice = inputsOf(exchange).map(({ callbackParameter }) => ({ callbackParameter, errorCode: '0' }));
      await notes.callBack({ requestId: (exchange.json as Row)['requestId'], outputs: outputsTwice });
      return good();
    },
  ),
  'call-back-with-token': when(
    (exchange) => isLater(exchange) && !named(/later/)(exchange),
    async (exchange, good, notes) => {
      await notes.callBack({ requestId: (exchange.json as Row)['requestId'], outputs: [] }, {});
      return good();
    },
  ),
  'secrets-not-logged': { program: { log: async () => `JWT_SIGNING_KEY=${key}` } },
  survives: { program: { isRunning: () => false } },
  'stops-politely': { program: { stop: async () => null } },
});

const answerOf = ({ status = 200, body }: Reply) => ({ status, text: '', json: body, contentType: '', tookMs: 0 });

function spoilRepeats(which: 'one after the other' | 'at once'): Spoil {
  const atWork = new Set<string>();
  const done = new Set<string>();
  return async (exchange, good) => {
    const id = String((exchange.json as Row)['requestId']);
    const isRepeat = which === 'at once' ? atWork.has(id) : done.has(id) && !atWork.has(id);
    atWork.add(id);
    const reply = await good();
    await new Promise((resolve) => setTimeout(resolve, 100));
    atWork.delete(id);
    done.add(id);
    if (!isRepeat || (exchange.json as Row)['operator'] === 'somebody else') return reply;
    return { ...reply, body: { ...(reply.body as Row), resultMessage: 'done again' } };
  };
}
