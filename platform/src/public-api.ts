import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';

type ApiProblem = { code: string; message: string; remedy: string | null };

/** Raised when the platform refuses what was asked; its message says what and why. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
}

type Answer = { data?: Record<string, unknown> | null; errors?: { message: string }[] };
const TIMEOUT_MS = 60_000;

/** A client of the router's public API: nothing that any other client could not do. */
export class PublicApi {
  constructor(
    private readonly address: string,
    /** Without one it may do what everybody may, such as signing in. */
    private readonly token?: string,
  ) {}

  async query<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: { ...this.authorization(), 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { data, errors } = (await response.json()) as Answer;
    const [error] = errors ?? [];
    if (error || !data) throw new ApiError(error?.message ?? 'The answer is empty.');
    return data as T;
  }

  /** Runs one mutation with its `input`; problems in the payload are thrown. */
  async mutate<T>(field: string, input: Record<string, unknown>, selection: string): Promise<T> {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
    return this.mutateWith<T>(field, type, input, selection);
  }

  async mutateWith<T>(field: string, type: string, input: Record<string, unknown>, selection: string): Promise<T> {
    const text = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} problems { code message remedy } } }`;
    const data = await this.query<Record<string, T & { problems: ApiProblem[] }>>(text, { input });
    const payload = data[field] as T & { problems: ApiProblem[] };
    throwProblem(payload.problems);
    return payload;
  }

  /** Uploads a package zip and gives its id. */
  async upload(file: string): Promise<string> {
    const form = new FormData();
    form.append('zip-file', await openAsBlob(file), basename(file));
    const headers = this.authorization();
    const response = await fetch(`${this.address}/platform/packages`, { method: 'POST', headers, body: form });
    const body = (await response.json()) as { data?: { id: string }; problems?: ApiProblem[] };
    throwProblem(body.problems ?? []);
    if (!body.data) throw new ApiError(`The upload was answered with ${response.status}.`);
    return body.data.id;
  }

  private authorization(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

function throwProblem([problem]: readonly ApiProblem[]): void {
  if (problem) throw new ApiError(`${problem.message} ${problem.remedy ?? ''}`.trim());
}
