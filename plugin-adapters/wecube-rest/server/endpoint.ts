/** Who calls: a user, a sub-system, or a plugin that speaks for a user. */
export type RestCaller = {
  /** Of the user, or of the sub-system itself. */
  readonly name: string;
  /** The package a plugin token belongs to; null for a token of the platform itself. */
  readonly packageName: string | null;
  /** `SYS_NAME` of that package. */
  readonly systemCode: string | null;
};

/** Runs an operation of the graph in the caller's name; throws `RestRefusal` with the words of what went wrong. */
export type Ask = <Data>(document: string, variables?: Record<string, unknown>) => Promise<Data>;

export type SubSystemSignIn = { username: string; password: string; nonce: string };
export type IssuedToken = { token: string; tokenType: string; expiresAt: number };

/** What only the platform itself can answer, whoever calls. */
export interface PlatformDoor {
  signInSubSystem(request: SubSystemSignIn): Promise<IssuedToken[]>;
  refreshSubSystem(refreshToken: string): Promise<IssuedToken[]>;
  /** Where the instances of active packages are. */
  addresses(): Promise<readonly { name: string; baseUrls: readonly string[] }[]>;
}

export type RestCall = {
  /** Of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; null without a body. */
  readonly body: unknown;
  readonly bearer: string | null;
  /** Null at open endpoints only. */
  readonly caller: RestCaller | null;
  readonly ask: Ask;
  readonly platform: PlatformDoor;
};

/** One endpoint of the protocol; what `handle` gives is the `data` of the envelope. */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As `/platform/v1/roles/:role/users`. */
  readonly path: string;
  /** Needs no token. */
  readonly isOpen?: boolean;
  /** Does something although it is a GET: a page of another site must not cause it. */
  readonly changes?: boolean;
  handle(call: RestCall): Promise<unknown>;
};

/** Why something is not done, in words that a plugin shows to its users. */
export class RestRefusal extends Error {
  constructor(
    message: string,
    readonly code = 'REFUSED',
    /** 401 says that the token is no good; every other refusal is an ordinary answer. */
    readonly status: 200 | 401 = 200,
  ) {
    super(message);
    this.name = 'RestRefusal';
  }
}

/** The name of who called an endpoint that is not open. */
export function callerOf({ caller }: RestCall): RestCaller {
  if (!caller) throw new Error('an endpoint that needs a caller was called without one');
  return caller;
}
