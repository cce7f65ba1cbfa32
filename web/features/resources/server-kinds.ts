import { Archive, Box, Cpu, Database, type LucideIcon, Shield } from 'lucide-react';
import type { WordKey } from '../../locales/index.ts';

export type ServerKind = 'PROCESS' | 'DOCKER' | 'MYSQL' | 'S3' | 'SQUID';

/** How each kind of server is called and drawn, and what its address looks like. */
export const SERVER_KINDS: Record<ServerKind, { label: WordKey; items: WordKey; icon: LucideIcon; example: string }> = {
  PROCESS: { label: 'resources.kind.PROCESS', items: 'resources.items.CONTAINER', icon: Cpu, example: '' },
  DOCKER: {
    label: 'resources.kind.DOCKER',
    items: 'resources.items.CONTAINER',
    icon: Box,
    example: 'tcp://10.0.0.7:2376',
  },
  MYSQL: {
    label: 'resources.kind.MYSQL',
    items: 'resources.items.DATABASE',
    icon: Database,
    example: 'mysql://10.0.0.8:3306',
  },
  S3: { label: 'resources.kind.S3', items: 'resources.items.BUCKET', icon: Archive, example: 'https://10.0.0.9:9000' },
  SQUID: {
    label: 'resources.kind.SQUID',
    items: 'resources.items.PROXY_USER',
    icon: Shield,
    example: 'http://10.0.0.10:3128',
  },
};

/** The kinds that a person may add. */
export const ADDABLE_KINDS = ['DOCKER', 'MYSQL', 'S3', 'SQUID'] as const;

/** What must be filled in to sign in at a server of a kind that is reached in that way. */
export function secretsOf(kind: ServerKind, endpoint: string): readonly SecretName[] {
  if (kind === 'MYSQL') return ['user', 'password'];
  if (kind === 'S3') return ['accessKey', 'secretKey'];
  if (kind === 'SQUID' || endpoint.startsWith('ssh:')) return ['privateKey', 'passphrase', 'password'];
  return endpoint.startsWith('tcp:') ? ['clientCertificate', 'clientKey'] : [];
}

export type SecretName =
  | 'user'
  | 'password'
  | 'privateKey'
  | 'passphrase'
  | 'clientCertificate'
  | 'clientKey'
  | 'accessKey'
  | 'secretKey';

/** Secrets of several lines. */
export const LONG_SECRETS: readonly SecretName[] = ['privateKey', 'clientCertificate', 'clientKey'];
