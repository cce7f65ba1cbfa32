import type { Parameters } from '@wecube/kit';
import type { Manifest } from '@wecube/plugin-adapters/contract';
import type { PackageStatus } from './status.ts';

/** A package as the platform knows it; `manifest` is its `register.xml`, read. */
export type PackageRecord = {
  id: string;
  name: string;
  version: string;
  status: PackageStatus;
  /** The version that serves its name: at most one. */
  active: boolean;
  /** SHA-256 of the uploaded zip, in hex. */
  digest: string;
  sizeBytes: number;
  /** The Ed25519 public key whose signature fits the files, in base64; null of an unsigned package. */
  signerKey: string | null;
  manifest: Manifest;
  manifestXml: string;
  uploadedAt: Date;
  uploadedBy: string;
  registeredAt: Date | null;
  /** Why the graph could not take the package's subgraph as it is now, in the composer's words. */
  compositionError: string | null;
  rowVersion: number;
};

/** One thing that was checked before a change; only an ERROR stands in its way. */
export type PackageCheck = {
  code: string;
  level: 'OK' | 'WARNING' | 'ERROR';
  message: string;
  /** What the message was filled with. */
  parameters?: Parameters;
  remedy?: string;
};

/** A change of a package that other modules take part in. */
export type PackageChange = {
  kind: 'REGISTER' | 'DECOMMISSION';
  package: PackageRecord;
  /** The active version of the same name before the change, when it is another one. */
  previous: PackageRecord | null;
};
