import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StubRequest = {
  readonly requestId: string;
  readonly inputs: readonly Record<string, unknown>[];
  readonly path: string;
};
/** What the plugin does with a request; it succeeds at once unless told otherwise. */
export type Behaviour = {
  readonly delayMs?: number;
  /** Answers only when this is over. */
  readonly waitsFor?: Promise<void>;
  /** Objects that fail. */
  readonly failed?: readonly string[];
  /** Closes the connection after executing. */
  readonly dropsAnswer?: boolean;
  /** Answers this text instead of a proper answer. */
  readonly body?: string;
  readonly status?: number;
};

export type StubPlugin = {
  readonly url: string;
  /** Request ids in the order they were executed; a repeat of one that is known is answered and not executed. */
  readonly executed: readonly string[];
  readonly received: readonly StubRequest[];
  behave: (request: StubRequest) => Behaviour;
  stop(): Promise<void>;
};

/** A plugin on loopback that keeps every answer by request id, as one that calls itself keyed has to. */
export async function startStubPlugin(): Promise<StubPlugin> {
  const [executed, received, answers] = [[] as string[], [] as StubRequest[], new Map<string, string>()];
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const plugin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    executed,
    received,
    behave: (_request: StubRequest): Behaviour => ({}),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await readText(incoming)) as Omit<StubRequest, 'path'>;
    const request = { ...body, path: incoming.url ?? '' };
    received.push(request);
    const behaviour = plugin.behave(request);
    const known = answers.get(request.requestId);
    if (!known) {
      answers.set(request.requestId, answerOf(request, behaviour));
      executed.push(request.requestId);
      await behaviour.waitsFor;
      if (behaviour.delayMs) await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs));
    }
    if (behaviour.dropsAnswer) return void incoming.socket.destroy();
    response.writeHead(behaviour.status ?? 200, { 'content-type': 'application/json' });
    response.end(behaviour.body ?? answers.get(request.requestId));
  }
  return plugin;
}

async function readText(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
  return text;
}

function answerOf({ inputs }: StubRequest, { failed = [] }: Behaviour): string {
  const outputs = inputs.map(({ callbackParameter }) => {
    const isFailed = failed.includes(String(callbackParameter));
    return {
      callbackParameter,
      errorCode: isFailed ? '1' : '0',
      errorMessage: isFailed ? 'disk is full' : '',
      output: `done ${callbackParameter}`,
    };
  });
  const isFailed = failed.length > 0;
  return JSON.stringify({
    resultCode: isFailed ? '1' : '0',
    resultMessage: isFailed ? 'some failed' : 'success',
    results: { outputs },
  });
}
