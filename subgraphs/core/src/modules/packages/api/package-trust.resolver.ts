import type { GraphContext, Session } from '@wecube/kit';
import { signingKeyId } from '@wecube/plugin-adapters/contract';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ChangeTrust, TrustResult } from '../app/change-trust.ts';
import { type PackageTrust, signatureState } from '../domain/package-trust.ts';
import { PackageObject } from './package.object.ts';
import {
  DistrustSigningKeyInput,
  PackageSignatureObject,
  PackageTrustObject,
  PackageTrustPayload,
  SetPackagePolicyInput,
  TrustSigningKeyInput,
} from './package-trust.object.ts';

export type TrustFace = ChangeTrust & { trust(): Promise<PackageTrust> };

@Resolver(() => PackageObject)
export class PackageTrustResolver {
  #reading: Promise<PackageTrust> | null = null;

  constructor(private readonly face: TrustFace) {}

  @Authorized('package:read')
  @FieldResolver(() => PackageSignatureObject)
  async signature(@Root() { signerKey }: PackageObject): Promise<PackageSignatureObject> {
    const trust = await this.#trust();
    return {
      state: signatureState(signerKey, trust),
      keyId: signerKey && signingKeyId(signerKey),
      keyName: trust.keys.find(({ publicKey }) => publicKey === signerKey)?.name ?? null,
      publicKey: signerKey,
    };
  }

  /** Rows of one page ask together. */
  #trust(): Promise<PackageTrust> {
    this.#reading ??= this.face.trust().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  @Authorized('package:read')
  @Query(() => PackageTrustObject)
  packageTrust(): Promise<PackageTrustObject> {
    return this.face.trust();
  }

  @Authorized('package:trust')
  @Mutation(() => PackageTrustPayload)
  async trustSigningKey(
    @Arg('input', () => TrustSigningKeyInput) input: TrustSigningKeyInput,
    @Ctx() { session }: GraphContext,
  ): Promise<PackageTrustPayload> {
    return payload(await this.face.trustKey(input, session as Session));
  }

  @Authorized('package:trust')
  @Mutation(() => PackageTrustPayload)
  async distrustSigningKey(
    @Arg('input', () => DistrustSigningKeyInput) { id }: DistrustSigningKeyInput,
    @Ctx() { session }: GraphContext,
  ): Promise<PackageTrustPayload> {
    return payload(await this.face.distrustKey(id, session as Session));
  }

  @Authorized('package:trust')
  @Mutation(() => PackageTrustPayload)
  async setPackagePolicy(
    @Arg('input', () => SetPackagePolicyInput) { requireSignature }: SetPackagePolicyInput,
    @Ctx() { session }: GraphContext,
  ): Promise<PackageTrustPayload> {
    return payload(await this.face.setPolicy(requireSignature, session as Session));
  }
}

function payload({ trust, problems }: TrustResult): PackageTrustPayload {
  return { trust, problems: problems as PackageTrustPayload['problems'] };
}
