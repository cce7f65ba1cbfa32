import { Agent, request } from 'node:http';
import { isOfProtocol, isRefusal, rowsOf } from '../answers.ts';
import { type CheckGroup, Skip } from '../check.ts';
import { shown } from '../connection.ts';
import type { Subject } from '../subject.ts';
import { harmlessQuestion, queryBody, queryOf, someEntities } from './probe.ts';

const MEBIBYTE = 1024 * 1024;
const AT_ONCE = 20;

/** The program as an HTTP server. */
export const serverChecks: CheckGroup = {
  name: 'server',
  checks: [
    {
      id: 'answers',
      severity: 'must',
      says: 'the program answers HTTP on its port',
      remedy: 'Listen on the port and address that its variables give it, and answer every request.',
      look: async (subject) => {
        if (!subject.parts.connection) return subject.parts.notStarted ?? 'it does not run';
        const seen = await subject.connection
          .ask({ method: 'GET', path: `/${subject.packageName}/`, token: null })
          .then(() => null)
          .catch((error: Error) => `${subject.connection.baseUrl} does not answer: ${reasonOf(error)}`);
        return seen;
      },
    },
    {
      id: 'healthy',
      severity: 'should',
      says: 'the health path answers with 200, without a token',
      remedy: 'Answer healthPath of <process> as soon as calls can be taken, and ask no token for it.',
      look: async (subject) => {
        const path = subject.manifest.resources.process.at(-1)?.healthPath;
        if (!path) throw new Skip('the manifest names no healthPath');
        const answer = await subject.connection.ask({ method: 'GET', path, token: null });
        return answer.status < 300 ? null : shown(answer);
      },
    },
    {
      id: 'unknown-path-refused',
      severity: 'should',
      says: 'a path that it does not have is refused',
      remedy: 'Answer 404, or an error in the envelope: a success would be taken for one.',
      look: async (subject) => {
        const path = `/${subject.packageName}/no-such-thing/${subject.connection.nextId('x')}`;
        const answer = await subject.connection.ask({ path, body: {} });
        return isRefusal(answer) ? null : shown(answer);
      },
    },
    {
      id: 'query-string-ignored',
      severity: 'must',
      says: 'a query string after the path changes nothing',
      remedy: 'Route by the path alone.',
      look: async (subject) => {
        const question = await harmlessQuestion(subject);
        const answer = await subject.connection.ask({ ...question, path: `${question.path}?traceId=1` });
        return isRefusal(answer) ? shown(answer) : null;
      },
    },
    {
      id: 'unknown-headers-ignored',
      severity: 'must',
      says: 'headers that it does not know change nothing',
      remedy: 'Read over what is not yours: the platform sends traceparent, requestId and others.',
      look: async (subject) => {
        const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'x-unknown': 'ä' };
        const answer = await subject.connection.ask({
          ...(await harmlessQuestion(subject)),
          headers: { ...headers, 'x-unknown': 'a' },
        });
        return isRefusal(answer) ? shown(answer) : null;
      },
    },
    {
      id: 'charset-named',
      severity: 'must',
      says: 'a content type with a charset is taken for JSON',
      remedy: 'Compare only what stands before the semicolon of content-type.',
      look: async (subject) => {
        const headers = { 'content-type': 'application/json; charset=utf-8' };
        const answer = await subject.connection.ask({ ...(await harmlessQuestion(subject)), headers });
        return isRefusal(answer) ? shown(answer) : null;
      },
    },
    {
      id: 'chunked-body',
      severity: 'must',
      says: 'a body without content-length is read to its end',
      remedy: 'Read chunked bodies: the gateway passes them on as they come.',
      look: async (subject) => {
        const { method = 'POST', path, body } = await harmlessQuestion(subject);
        const { status, text } = await send(subject, { method, path, body: JSON.stringify(body ?? {}) });
        const json = parse(text);
        const answer = { status, text, json, contentType: '', tookMs: 0 };
        return isRefusal(answer) ? shown(answer) : null;
      },
    },
    {
      id: 'connection-kept',
      severity: 'could',
      says: 'connections are kept for the next call',
      remedy: 'Leave keep-alive on: the platform makes many calls.',
      look: async (subject) => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        try {
          const { method = 'POST', path, body } = await harmlessQuestion(subject);
          const one = { method, path, body: JSON.stringify(body ?? {}), agent };
          await send(subject, one);
          return (await send(subject, one)).reused ? null : 'the second request needed a new connection';
        } finally {
          agent.destroy();
        }
      },
    },
    {
      id: 'broken-json-refused',
      severity: 'must',
      says: 'a body that is not JSON is refused, in the form of the protocol',
      remedy: 'Catch what the parser throws and answer with an error.',
      look: async (subject) =>
        refusedInForm(await subject.connection.ask({ ...(await postQuestion(subject)), body: '{"criteria":' })),
    },
    {
      id: 'empty-body-survived',
      severity: 'should',
      says: 'an empty body is answered in the form of the protocol',
      remedy: 'Take an absent body for an empty object, or refuse it with words.',
      look: async (subject) => {
        const answer = await subject.connection.ask({ ...(await postQuestion(subject)), body: '' });
        return isOfProtocol(answer) && answer.status < 500 ? null : shown(answer);
      },
    },
    {
      id: 'list-body-survived',
      severity: 'should',
      says: 'a body of another shape is answered in the form of the protocol',
      remedy: 'Check the shape before you read from it, and refuse with words.',
      look: async (subject) => {
        const answer = await subject.connection.ask({ ...(await postQuestion(subject)), body: [[1], 'x'] });
        return isOfProtocol(answer) && answer.status < 500 ? null : shown(answer);
      },
    },
    {
      id: 'answers-are-json',
      severity: 'could',
      says: 'answers say that they are JSON',
      remedy: 'Send content-type: application/json.',
      look: async (subject) => {
        const { contentType } = await subject.connection.ask(await harmlessQuestion(subject));
        return /json/i.test(contentType) ? null : `content-type is ${contentType || 'absent'}`;
      },
    },
    {
      id: 'large-body',
      severity: 'must',
      says: 'a body of three mebibytes is taken',
      remedy: 'Raise the limit: a node may bind thousands of objects, and forms are large.',
      look: async (subject) => {
        const question = await postQuestion(subject);
        const filler = 'x'.repeat(3 * MEBIBYTE);
        const answer = await subject.connection.ask({ ...question, body: { ...(question.body as object), filler } });
        return isRefusal(answer) ? shown(answer) : null;
      },
    },
    {
      id: 'side-by-side',
      severity: 'must',
      says: 'twenty requests at once are all answered',
      remedy: 'Serve requests in parallel, or queue them; none may fail for the others.',
      look: async (subject) => {
        const question = await harmlessQuestion(subject);
        const all = await Promise.all(Array.from({ length: AT_ONCE }, () => subject.connection.ask(question)));
        const bad = all.filter(isRefusal);
        return bad[0] ? `${bad.length} of ${AT_ONCE} failed: ${shown(bad[0])}` : null;
      },
    },
    {
      id: 'query-in-time',
      severity: 'should',
      says: 'a query of all objects is answered within seconds',
      remedy: 'Make it faster: pages of the portal and every expression wait for it.',
      look: async (subject) => {
        const [entity] = await someEntities(subject);
        const { tookMs } = await subject.connection.ask(queryOf(subject, entity?.name ?? ''));
        return tookMs < subject.parts.slowMs ? null : `it took ${(tookMs / 1000).toFixed(1)} s`;
      },
    },
    {
      id: 'own-prefix-only',
      severity: 'should',
      says: 'entities are answered below the name of the package only',
      remedy: 'Do not strip the first part of the path, and do not answer without it.',
      look: async (subject) => {
        const [entity] = await someEntities(subject);
        const path = `/entities/${entity?.name}/query`;
        const answer = await subject.connection.ask({ path, body: queryBody() });
        return rowsOf(answer) === null ? null : `POST ${path} is answered, too`;
      },
    },
  ],
};

function refusedInForm(answer: Parameters<typeof isRefusal>[0]): string | null {
  return isRefusal(answer) && isOfProtocol(answer) && answer.status < 500 ? null : shown(answer);
}

async function postQuestion(subject: Subject) {
  const question = await harmlessQuestion(subject);
  if (question.method === 'GET') throw new Skip('there is nothing harmless that takes a body');
  return question;
}

type Plain = { method: string; path: string; body: string; agent?: Agent };

/** A request below fetch: chunked, and telling whether its connection was there before. */
async function send({ connection }: Subject, { method, path, body, agent }: Plain) {
  await connection.guard();
  const token = connection.platformToken();
  const headers = {
    ...{ 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    ...(agent && method !== 'GET' && { 'content-length': Buffer.byteLength(body) }),
  };
  return new Promise<{ status: number; text: string; reused: boolean }>((resolve, reject) => {
    const sent = request(connection.baseUrl + path, { method, agent, headers, timeout: 10_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, reused: sent.reusedSocket }));
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer within ten seconds')));
    sent.on('error', reject);
    if (method !== 'GET') {
      sent.write(body.slice(0, 1));
      sent.end(body.slice(1));
    } else sent.end();
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const reasonOf = (error: Error): string => {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? error.message;
};
