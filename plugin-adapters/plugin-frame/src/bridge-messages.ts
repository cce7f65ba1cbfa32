/** Of the messages between the portal and the host page of plugins; a page of another version is told to load again. */
export const BRIDGE_VERSION = 1;

/** What the portal tells the host page. */
export type PortalMessage =
  /** Answers `hello`: who looks, how, and at what. */
  | {
      type: 'session';
      token: string;
      expiresInMs: number;
      user: string;
      language: string;
      theme: 'light' | 'dark';
      path: string;
    }
  | { type: 'token'; token: string; expiresInMs: number }
  | { type: 'navigate'; path: string }
  | { type: 'theme'; theme: 'light' | 'dark' }
  | { type: 'language'; language: string };

/** Why a host page shows nothing. */
export type FrameFailure = 'NO_FILES' | 'FILE_MISSING' | 'BUNDLE_THREW' | 'NO_ROUTE' | 'NO_ANSWER';

/** What the host page tells the portal. */
export type FrameMessage =
  /** It runs, and knows nothing yet. */
  | { type: 'hello' }
  /** Its token was refused or is about to expire. */
  | { type: 'token-wanted' }
  /** A page of the plugin is shown; `replace` when it took the place of the one before. */
  | { type: 'navigated'; path: string; replace: boolean }
  | { type: 'title'; title: string }
  | { type: 'ready' }
  | { type: 'failed'; reason: FrameFailure; detail: string }
  /** A path that is none of this plugin's pages. */
  | { type: 'elsewhere'; path: string };

type Sealed<Message> = { wecube: typeof BRIDGE_VERSION } & Message;

/** Marks a message as one of this bridge and version. */
export function seal<Message extends { type: string }>(message: Message): Sealed<Message> {
  return { wecube: BRIDGE_VERSION, ...message };
}

/** The message of the portal in what a window was sent, null for everything else. */
export const readPortalMessage = (data: unknown): PortalMessage | null => read(data, PORTAL_FIELDS);

/** The message of a host page in what a window was sent, null for everything else. */
export const readFrameMessage = (data: unknown): FrameMessage | null => read(data, FRAME_FIELDS);

type Fields<Message extends { type: string }> = {
  [Type in Message['type']]: Record<
    Exclude<keyof Extract<Message, { type: Type }>, 'type'>,
    'string' | 'number' | 'boolean'
  >;
};

const PORTAL_FIELDS: Fields<PortalMessage> = {
  session: {
    ...{ token: 'string', expiresInMs: 'number', user: 'string' },
    ...{ language: 'string', theme: 'string', path: 'string' },
  },
  token: { token: 'string', expiresInMs: 'number' },
  navigate: { path: 'string' },
  theme: { theme: 'string' },
  language: { language: 'string' },
};

const FRAME_FIELDS: Fields<FrameMessage> = {
  hello: {},
  'token-wanted': {},
  navigated: { path: 'string', replace: 'boolean' },
  title: { title: 'string' },
  ready: {},
  failed: { reason: 'string', detail: 'string' },
  elsewhere: { path: 'string' },
};

/** Takes over the fields that a message of its type has, and no others. */
function read<Message extends { type: string }>(data: unknown, table: Fields<Message>): Message | null {
  if (typeof data !== 'object' || data === null) return null;
  const given = data as Record<string, unknown>;
  const { wecube, type } = given;
  if (wecube !== BRIDGE_VERSION || typeof type !== 'string' || !Object.hasOwn(table, type)) return null;
  const fields = Object.entries<string>(table[type as Message['type']]);
  if (!fields.every(([name, kind]) => typeof given[name] === kind)) return null;
  return { type, ...Object.fromEntries(fields.map(([name]) => [name, given[name]])) } as unknown as Message;
}
