/** What a resource server is for: the first two run instances, the others keep what packages need beside them. */
export const SERVER_KINDS = ['PROCESS', 'DOCKER', 'MYSQL', 'S3', 'SQUID'] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];

/** On a disabled server nothing new is put; what is there goes on. */
export type ServerState = 'ENABLED' | 'DISABLED';

/** Who says what a server is: the settings of the platform, or a person in the portal. */
export type ServerOrigin = 'SETTINGS' | 'PERSON';

/** How much may be put on a server; `null` or absent: nobody set a limit. */
export type Capacity = {
  /** Instances of a host; databases, buckets or packages of the others. */
  items?: number | null;
  memoryMiB?: number | null;
  cpus?: number | null;
};

/** What only one kind of server has. */
export type ServerOptions = {
  /** S3: plugins may have the server's own keys where it cannot limit one to a bucket. */
  sharedKeys?: boolean;
  /** Squid: where its list and its passwords are written. */
  folder?: string;
  /** Squid: the words of the command that lets it read them; none when it watches the folder. */
  reload?: readonly string[];
  /** Squid on another machine: `ssh://user@host:22`, where the folder and the command are. */
  control?: string;
};

/** What signs in at a server; kept sealed, shown to nobody. */
export type Credentials = {
  user?: string;
  password?: string;
  /** SSH: the private key in PEM or OpenSSH form, and what opens it. */
  privateKey?: string;
  passphrase?: string;
  /** TLS: the client's certificate and its key, both PEM. */
  clientCertificate?: string;
  clientKey?: string;
  accessKey?: string;
  secretKey?: string;
  /** S3: accounts of the server that may do nothing by themselves; each package gets one for its bucket. */
  limitedKeys?: readonly { accessKey: string; secretKey: string }[];
};

/** A machine or server that the platform may use. */
export type ServerRecord = {
  id: string;
  kind: ServerKind;
  name: string;
  /** Where the ports of a host's instances are published and reached, or where plugins reach the server. */
  address: string;
  /** How the platform itself reaches it, as a URL without secrets; empty for its own machine. */
  endpoint: string;
  sealedCredentials: string | null;
  /** PEM certificates, one of which it must show or be signed by; for SSH its host key or the key's `SHA256:` fingerprint. */
  pinned: string | null;
  labels: readonly string[];
  capacity: Capacity;
  options: ServerOptions;
  state: ServerState;
  origin: ServerOrigin;
  createdAt: Date;
  updatedAt: Date | null;
  updatedBy: string;
  rowVersion: number;
};

/** What the settings or a person say of a server. */
export type ServerDescription = Pick<
  ServerRecord,
  'kind' | 'name' | 'address' | 'endpoint' | 'pinned' | 'labels' | 'capacity' | 'options'
>;
