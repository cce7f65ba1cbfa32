import { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate } from 'node:tls';
import { toError } from '@wecube/kit';
import { sayResource } from '../../modules/resources/index.ts';

type Place = { host: string; port: number };

/**
 * Settings of a TLS client that accepts what is pinned and nothing else: a certificate that is itself pinned, whatever
 * name it bears, or one that a pinned authority signed for the host's name. Public authorities count only when nothing
 * is pinned.
 */
export function pinnedTls(pinned: string | null, { host, port }: Place): ConnectionOptions {
  if (!pinned) return {};
  const certificates = splitPem(pinned);
  const raw = certificates.map((pem) => new X509Certificate(pem).raw);
  return {
    ca: certificates,
    checkServerIdentity(name: string, peer: PeerCertificate) {
      if (raw.some((one) => one.equals(peer.raw))) return undefined;
      const problem = checkServerIdentity(name, peer);
      if (!problem) return undefined;
      return toError(sayResource('SERVER_TLS_NOT_PINNED', { server: `${host}:${port}`, reason: problem.message }));
    },
  };
}

/** Every certificate of a PEM text. */
export const splitPem = (text: string): string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];

/** Codes of Node with which a TLS client refuses a certificate. */
const REFUSED_CERTIFICATES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'INVALID_CA',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

export const refusesCertificate = (code: string): boolean => REFUSED_CERTIFICATES.has(code);
