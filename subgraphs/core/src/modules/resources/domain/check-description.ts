import { isIP } from 'node:net';
import { type Problem, toProblem } from '@wecube/kit';
import { isPublishAddress, parseEndpoint, parseSsh } from './endpoint.ts';
import type { Capacity, Credentials, ServerDescription } from './server.ts';
import { sayResource } from './texts.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const LABEL = /^[A-Za-z0-9][\w./-]{0,62}(=[\w./-]{0,63})?$/;
const FOLDER = /^\/[^\0\n]+$/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/;
const HOST_KEY = /^(SHA256:[A-Za-z0-9+/]{43}=?|(ssh-|ecdsa-|sk-)\S+ [A-Za-z0-9+/]+={0,2}(\s.*)?)$/;
const MOST_LABELS = 32;

/** Names that the settings give to the servers that they describe. */
export const SETTING_NAMES = ['process', 'docker', 'mysql', 's3', 'squid'];

/** What is wrong with a server as a person describes it; nothing was asked of the server. */
export function checkDescription(server: ServerDescription, credentials: Credentials | null): Problem[] {
  return [
    ...checkName(server.name),
    ...checkEndpoint(server),
    ...checkAddress(server),
    ...checkPin(server),
    ...checkOptions(server),
    ...checkLabels(server.labels),
    ...checkCapacity(server.capacity),
    ...(credentials ? checkCredentials(server, credentials) : []),
  ];
}

/** The way on which somebody signs in at a server, or the one on which it is controlled. */
export function wayOf({ kind, endpoint, options }: Pick<ServerDescription, 'kind' | 'endpoint' | 'options'>) {
  if (kind === 'SQUID') return options.control ? 'ssh' : null;
  return parseEndpoint(kind, endpoint)?.way ?? null;
}

/** Fields without which nobody can sign in; one of the two where a list stands. */
export function neededCredentials(
  server: Pick<ServerDescription, 'kind' | 'endpoint' | 'options'>,
): readonly (readonly (keyof Credentials)[])[] {
  if (server.kind === 'MYSQL') return [['user'], ['password']];
  if (server.kind === 'S3') return [['accessKey'], ['secretKey']];
  const way = wayOf(server);
  if (way === 'ssh') return [['privateKey', 'password']];
  return way === 'tls' ? [['clientCertificate'], ['clientKey']] : [];
}

const wrong = (said: Parameters<typeof toProblem>[0], field: string): Problem[] => [toProblem(said, [field])];

const checkName = (name: string): Problem[] =>
  NAME.test(name) ? [] : wrong(sayResource('SERVER_NAME_INVALID', { most: 63 }), 'name');

function checkEndpoint({ kind, endpoint }: ServerDescription): Problem[] {
  if (kind === 'PROCESS' || parseEndpoint(kind, endpoint)) return [];
  return wrong(sayResource(`SERVER_ENDPOINT_INVALID.${kind}`, { endpoint }), 'endpoint');
}

function checkAddress({ kind, address }: ServerDescription): Problem[] {
  if (kind === 'PROCESS') return [];
  if (kind === 'DOCKER') {
    return isPublishAddress(address) ? [] : wrong(sayResource('SERVER_ADDRESS_INVALID', { address }), 'address');
  }
  if (parseEndpoint(kind, address)) return [];
  return wrong(sayResource(`SERVER_ENDPOINT_INVALID.${kind}`, { endpoint: address }), 'address');
}

function checkPin(server: ServerDescription): Problem[] {
  const way = wayOf(server);
  const { pinned, kind } = server;
  if (!pinned) {
    const isNeeded = way === 'ssh' || (way === 'tls' && kind === 'DOCKER');
    return isNeeded
      ? wrong(sayResource(way === 'ssh' ? 'SERVER_PIN_NEEDED.ssh' : 'SERVER_PIN_NEEDED.tls'), 'pinned')
      : [];
  }
  if (way === 'ssh') return HOST_KEY.test(pinned.trim()) ? [] : wrong(sayResource('SERVER_PIN_INVALID.ssh'), 'pinned');
  return CERTIFICATE.test(pinned) ? [] : wrong(sayResource('SERVER_PIN_INVALID.tls'), 'pinned');
}

function checkOptions({ kind, options }: ServerDescription): Problem[] {
  if (kind !== 'SQUID') return [];
  const { control = '', folder = '' } = options;
  return [
    ...(parseSsh(control, '/') ? [] : wrong(sayResource('SERVER_CONTROL_INVALID', { control }), 'control')),
    ...(FOLDER.test(folder) ? [] : wrong(sayResource('SERVER_FOLDER_INVALID', { folder }), 'folder')),
  ];
}

function checkLabels(labels: readonly string[]): Problem[] {
  const bad = labels.find((label) => !LABEL.test(label));
  if (bad === undefined && labels.length <= MOST_LABELS) return [];
  return wrong(sayResource('SERVER_LABEL_INVALID', { label: bad ?? '', most: MOST_LABELS }), 'labels');
}

function checkCapacity({ items, memoryMiB, cpus }: Capacity): Problem[] {
  const whole = [items, memoryMiB].every((value) => value == null || (Number.isInteger(value) && value > 0));
  const isFine = whole && (cpus == null || (Number.isFinite(cpus) && cpus > 0));
  return isFine ? [] : wrong(sayResource('SERVER_CAPACITY_INVALID'), 'capacity');
}

function checkCredentials(server: ServerDescription, credentials: Credentials): Problem[] {
  const missing = neededCredentials(server).filter((names) => names.every((name) => !credentials[name]));
  if (missing.length === 0) return [];
  const fields = missing.map((names) => names.join(' / '));
  return wrong(sayResource('SERVER_CREDENTIALS_NEEDED', { fields }), 'credentials');
}

/** Where the ports of a Docker host are published unless a person says otherwise; plugins reach the others as we do. */
export function defaultAddress({ kind, endpoint }: Pick<ServerDescription, 'kind' | 'endpoint'>): string {
  if (kind !== 'DOCKER') return endpoint;
  const parts = parseEndpoint(kind, endpoint);
  if (parts?.way === 'socket') return '127.0.0.1';
  return parts && isIP(parts.host) ? parts.host : '';
}
