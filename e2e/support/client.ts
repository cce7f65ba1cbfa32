import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export type GraphError = { message: string; extensions: { code: string; requestId?: string } };
export type Answer<T> = { data: T | null; errors?: GraphError[] };

/** A client of the router's public API: what any integration would write. */
export class ApiClient {
  constructor(
    readonly address: string,
    private token: string | null = null,
  ) {}

  /** Signs in; on the first sign-in the generated password is changed to `nextPassword`. */
  async signIn(username: string, password: string, nextPassword?: string): Promise<void> {
    const signIn = await this.mutate<{ accessToken: string | null; mustChangePassword: boolean | null }>(
      'signIn',
      'SignInInput',
      {
        username,
        password,
      },
      'accessToken mustChangePassword',
    );
    if (!signIn.accessToken) throw new Error(`Sign-in refused: ${JSON.stringify(signIn)}`);
    this.token = signIn.accessToken;
    if (!signIn.mustChangePassword) return;
    if (!nextPassword) throw new Error('This account must change its password first.');
    await this.mutate(
      'changePassword',
      'ChangePasswordInput',
      { currentPassword: password, newPassword: nextPassword },
      'ok',
    );
    await this.signIn(username, nextPassword);
  }

  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.authorization() },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<T>;
  }

  /** The data of a query; throws the answer's errors. */
  async query<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables);
    if (errors || !data) throw new Error(JSON.stringify(errors ?? 'no data'));
    return data;
  }

  /** Runs `mutation { field(input: ...) { selection problems { ... } } }`; throws when it answers problems. */
  async mutate<T>(field: string, inputType: string, input: Record<string, unknown>, selection: string): Promise<T> {
    const payload = await this.attempt<T>(field, inputType, input, selection);
    if (payload.problems.length > 0) throw new Error(`${field}: ${JSON.stringify(payload.problems)}`);
    return payload;
  }

  /** As `mutate`, but gives back the problems. */
  async attempt<T>(
    field: string,
    inputType: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<T & { problems: ApiProblem[] }> {
    const query = `mutation ($input: ${inputType}!) { ${field}(input: $input) { ${selection} problems { code message remedy } } }`;
    const data = await this.query<Record<string, T & { problems: ApiProblem[] }>>(query, { input });
    return data[field] as T & { problems: ApiProblem[] };
  }

  async upload(file: string): Promise<{ status: number; id?: string; problems?: ApiProblem[] }> {
    return this.uploadBytes(readFileSync(file), basename(file));
  }

  async uploadBytes(
    bytes: Uint8Array<ArrayBuffer>,
    name: string,
  ): Promise<{ status: number; id?: string; problems?: ApiProblem[]; errors?: GraphError[] }> {
    const form = new FormData();
    form.append('zip-file', new Blob([bytes]), name);
    const response = await fetch(`${this.address}/platform/packages`, {
      method: 'POST',
      headers: this.authorization(),
      body: form,
    });
    type Body = { data?: { id: string }; problems?: ApiProblem[]; errors?: GraphError[] };
    const { data, problems, errors } = (await response.json()) as Body;
    return {
      status: response.status,
      ...(data && { id: data.id }),
      ...(problems && { problems }),
      ...(errors && { errors }),
    };
  }

  /** Sends JSON to a plain path. */
  async post(path: string, json: string): Promise<{ status: number; body: unknown }> {
    const headers = { 'content-type': 'application/json', ...this.authorization() };
    const response = await fetch(`${this.address}${path}`, { method: 'POST', headers, body: json });
    return { status: response.status, body: await response.json() };
  }

  /** Reads a subscription until `enough` says so; gives every payload. */
  async watch<T>(query: string, variables: Record<string, unknown>, enough: (payload: T) => boolean): Promise<T[]> {
    const client = createClient({
      url: `${this.address.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: this.authorization(),
    });
    const seen: T[] = [];
    for await (const payload of client.iterate<T>({ query, variables })) {
      if (payload.errors) throw new Error(JSON.stringify(payload.errors));
      seen.push(payload.data as T);
      if (enough(payload.data as T)) break;
    }
    await client.dispose();
    return seen;
  }

  private authorization(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

export type ApiProblem = { code: string; message: string; remedy: string | null };
