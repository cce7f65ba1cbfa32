import { INTERNAL_SESSION_HEADER, type Logger, serviceSession, signInternalSession } from '@wecube/kit';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { z } from 'zod';

const targetSchema = z.object({ instanceId: z.string(), baseUrl: z.string(), healthy: z.boolean() });

const registryPackageSchema = z.object({
  name: z.string(),
  version: z.string(),
  manifest: z.unknown(),
  entities: z.unknown(),
  targets: z.array(targetSchema),
  token: z.string(),
});
/** An active package as core tells of it; manifest and entities are checked when its subgraph is built. */
export type RegistryPackage = z.infer<typeof registryPackageSchema>;

const REGISTRY_QUERY =
  '{ pluginRegistry { name version manifest entities targets { instanceId baseUrl healthy } token } }';
const REPORT_MUTATION =
  'mutation ($packageName: String!, $error: String) { reportComposition(packageName: $packageName, error: $error) }';
const TIMEOUT_MS = 15_000;
const RELISTEN_MS = 2_000;

/** Core's list of active packages, as a service of the platform reads it. */
export class CoreRegistry {
  private readonly url: string;
  private readonly internalKey: string;
  private readonly logger: Logger;

  constructor(options: { url: string; internalKey: string; logger: Logger }) {
    this.url = options.url;
    this.internalKey = options.internalKey;
    this.logger = options.logger;
  }

  async packages(): Promise<RegistryPackage[]> {
    const data = await this.ask(REGISTRY_QUERY, {});
    return z.object({ pluginRegistry: z.array(registryPackageSchema) }).parse(data).pluginRegistry;
  }

  /** Tells core whether the graph took a package's subgraph; null when it did. */
  async reportComposition(packageName: string, error: string | null): Promise<void> {
    await this.ask(REPORT_MUTATION, { packageName, error });
  }

  /** Calls back on every change core tells of, and on every connection made, since changes may have been missed. */
  watch(onChange: () => void): { dispose(): Promise<void> } {
    const client = createClient({
      url: this.url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      lazy: false,
      keepAlive: 10_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(200 * 2 ** retries, 5_000))),
      shouldRetry: () => true,
      onNonLazyError: (error) => this.logger.warn({ err: error }, 'core is not reachable for subscriptions'),
      connectionParams: () => ({ [INTERNAL_SESSION_HEADER]: this.session() }),
      on: { connected: () => onChange() },
    });
    let disposed = false;
    let relisten: NodeJS.Timeout | undefined;
    // A reconnect keeps the subscription; one that core itself ended is asked for again.
    const listenAgain = () => {
      if (!disposed) {
        relisten = setTimeout(listen, RELISTEN_MS);
      }
    };
    const listen = () => {
      const sink = { next: onChange, error: listenAgain, complete: listenAgain };
      client.subscribe({ query: 'subscription { pluginRegistryChanged }' }, sink);
    };
    listen();
    return {
      dispose: async () => {
        disposed = true;
        clearTimeout(relisten);
        // It waits for a connection being made, which fails when core is gone already.
        await Promise.resolve(client.dispose()).catch(() => undefined);
      },
    };
  }

  private async ask(query: string, variables: Record<string, unknown>): Promise<unknown> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [INTERNAL_SESSION_HEADER]: this.session() },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
    if (body.errors?.length) {
      throw new Error(`core refused the adapter host: ${body.errors[0]?.message}`);
    }
    return body.data;
  }

  private session(): string {
    return signInternalSession(serviceSession('adapters'), this.internalKey);
  }
}
