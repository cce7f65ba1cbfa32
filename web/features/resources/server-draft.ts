import type { ServerPartsFragment } from '../../gql/graphql.ts';
import { type SecretName, type ServerKind, secretsOf } from './server-kinds.ts';

/** What stands in the form; secrets are empty until somebody types them. */
export type ServerForm = {
  kind: ServerKind;
  name: string;
  endpoint: string;
  address: string;
  pinned: string;
  labels: string;
  items: string;
  memoryMiB: string;
  cpus: string;
  sharedKeys: boolean;
  limitedKeys: string;
  folder: string;
  control: string;
  secrets: Partial<Record<SecretName, string>>;
};

/** The form of a server as it is, or of a new one. */
export function formOf(server: ServerPartsFragment | null): ServerForm {
  const number = (value: number | null | undefined) => (value == null ? '' : String(value));
  return {
    kind: server?.kind ?? 'DOCKER',
    name: server?.name ?? '',
    endpoint: server?.endpoint ?? '',
    address: server?.address ?? '',
    pinned: server?.pinned ?? '',
    labels: server?.labels.join(' ') ?? '',
    items: number(server?.capacity.items),
    memoryMiB: number(server?.capacity.memoryMiB),
    cpus: number(server?.capacity.cpus),
    sharedKeys: server?.sharedKeys ?? false,
    limitedKeys: '',
    folder: server?.folder ?? '',
    control: server?.control ?? '',
    secrets: {},
  };
}

/** What only a person decides, also of a server that the settings describe. */
export const ownPart = ({ labels, items, memoryMiB, cpus }: ServerForm) => ({
  labels: labels.split(/[\s,]+/).filter(Boolean),
  capacity: { items: toNumber(items), memoryMiB: toNumber(memoryMiB), cpus: toNumber(cpus) },
});

/** The form as the API takes it. */
export function draftOf(form: ServerForm) {
  const { kind, name, endpoint, address, pinned, sharedKeys, folder, control } = form;
  const credentials = credentialsOf(form);
  return {
    ...ownPart(form),
    ...{ name: name.trim(), endpoint: endpoint.trim(), address: address.trim(), pinned: pinned.trim() || null },
    ...(kind === 'S3' && { sharedKeys }),
    ...(kind === 'SQUID' && { folder: folder.trim(), control: control.trim() }),
    ...(credentials && { credentials }),
  };
}

function credentialsOf({ kind, endpoint, secrets, limitedKeys }: ServerForm) {
  const given = secretsOf(kind, endpoint).flatMap((name) => {
    const value = secrets[name];
    return value ? [[name, value] as const] : [];
  });
  const pairs = kind === 'S3' ? readPairs(limitedKeys) : [];
  if (given.length === 0 && pairs.length === 0) return null;
  return { ...Object.fromEntries(given), ...(pairs.length > 0 && { limitedKeys: pairs }) };
}

/** A line for each account: its name, a space, its key. */
const readPairs = (text: string) =>
  text.split('\n').flatMap((line) => {
    const [accessKey, secretKey] = line.trim().split(/\s+/);
    return accessKey && secretKey ? [{ accessKey, secretKey }] : [];
  });

/** What is no number is sent as one that the platform refuses with words. */
function toNumber(text: string): number | null {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
}
