import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { expectNoMutationTwice, expectNoQueryFailed } from '../router/support/expectations.ts';
import { GraphClient } from '../router/support/graph-client.ts';
import { Stage } from '../router/support/stage.ts';
import { Traffic } from '../router/support/traffic.ts';
import { until } from '../router/support/until.ts';
import { Watcher } from '../router/support/watcher.ts';
import { NginxProcess } from './nginx-process.ts';
import { PortalProcess } from './portal-process.ts';

const WATCHERS = 8;
const WRITERS = 2;

it('a router and a portal are killed under load, then their peers: no query fails and no page is missing', async () => {
  await using stage = await Stage.up();
  await using peer = stage.newRouter('peer');
  await peer.start();
  const routers = [stage.router, peer];
  await using first = new PortalProcess(stage.router.address);
  await using second = new PortalProcess(peer.address);
  const portals = [first, second];
  await Promise.all(portals.map((portal) => portal.start()));
  await using nginx = new NginxProcess();
  await nginx.start({ routers: routers.map(({ port }) => port), portals: portals.map(({ port }) => port) });
  await until('nginx answers', async () => (await fetch(`${nginx.address}/ready`)).ok);

  await using graph = new GraphClient(() => nginx.address, stage.token);
  const live = Array.from({ length: WATCHERS }, () => new LivePage(graph));
  const pages = new Pages(nginx.address);
  const traffic = new Traffic(graph, { reading: 5, writing: WRITERS });
  await traffic.answers(30);
  for (const [index, router] of routers.entries()) {
    await Promise.all([router.stop(), portals[index]?.kill()]);
    await traffic.answers(60);
    await pages.more(5);
    const before = live.map(({ watcher }) => watcher.events);
    await until('every open page gets events again', () =>
      live.every(({ watcher }, at) => watcher.events > (before[at] ?? 0)),
    );
    await Promise.all([router.start(), portals[index]?.start()]);
  }
  await traffic.stop();
  await pages.stop();

  expectNoQueryFailed(traffic);
  expectNoMutationTwice(stage, traffic);
  expect(traffic.refused.length).toBeLessThanOrEqual(2 * WRITERS);
  expect(pages.failures).toEqual([]);
  expect(live.some(({ losses }) => losses > 0)).toBe(true);
  // The first attempt comes after half a second, the second after one more: within two seconds all is as before.
  expect(live.map(({ attempts, losses }) => attempts <= 1 + 2 * losses)).toEqual(live.map(() => true));
  expect(live.map(({ watcher }) => watcher.ended)).toEqual(live.map(() => undefined));
});

it('an event stream passes as it comes', async () => {
  await using stage = await Stage.up();
  await using nginx = new NginxProcess();
  await nginx.start({ routers: [stage.router.port], portals: [stage.router.port] });
  await until('nginx answers', async () => (await fetch(`${nginx.address}/ready`)).ok);
  const leave = new AbortController();
  const stream = await fetch(`${nginx.address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${stage.token}`,
    },
    body: JSON.stringify({ query: 'subscription { taskAdded { title } }' }),
    signal: leave.signal,
  });
  const traffic = new Traffic(stage.router.graph, { reading: 0, writing: 1 });
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk).toString();
    // The stream goes on for hours: what is read here was not held back.
    if (text.includes('taskAdded')) break;
  }
  leave.abort();
  await traffic.stop();
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  expect(text).toContain('event: next');
});

/** A page of the portal as it stays open: its socket tries again as the portal's does. */
class LivePage {
  attempts = 0;
  losses = 0;
  readonly watcher: Watcher;

  constructor(graph: GraphClient) {
    const socket = graph.socket({
      lazy: true,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: (retries) => sleep(Math.min(500 * 2 ** retries, 5_000)),
      on: {
        connecting: () => {
          this.attempts += 1;
        },
        connected: (_socket, _payload, again) => {
          this.losses += again ? 1 : 0;
        },
      },
    });
    this.watcher = new Watcher(socket);
  }
}

/** Somebody who loads pages of the portal without a pause. */
class Pages {
  readonly failures: string[] = [];
  #loaded = 0;
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(address: string) {
    this.#done = this.#load(`${address}/portal/sign-in`);
  }

  async more(many: number): Promise<void> {
    const enough = this.#loaded + many;
    await until(`${many} more pages are loaded`, () => this.#loaded >= enough);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #load(url: string): Promise<void> {
    while (!this.#stopped) {
      const answer = await fetch(url).then(async (response) => ({ ok: response.ok, text: await response.text() }));
      this.#loaded += 1;
      if (!answer.ok) this.failures.push(answer.text.slice(0, 200));
      await sleep(30);
    }
  }
}
