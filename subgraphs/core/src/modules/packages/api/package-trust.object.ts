import { DateTimeScalar, ProblemObject } from '@wecube/kit';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

const SignatureStateEnum = { UNSIGNED: 'UNSIGNED', TRUSTED: 'TRUSTED', UNKNOWN_KEY: 'UNKNOWN_KEY' } as const;
registerEnumType(SignatureStateEnum, {
  name: 'SignatureState',
  description: 'UNKNOWN_KEY: the signature fits, and nobody here trusts the key that made it.',
});

@ObjectType('PackageSignature')
export class PackageSignatureObject {
  @Field(() => SignatureStateEnum) state!: string;
  @Field(() => String, { nullable: true, description: 'Short name of the key; null when unsigned.' })
  keyId!: string | null;
  @Field(() => String, { nullable: true, description: 'What administrators call a trusted key.' })
  keyName!: string | null;
  @Field(() => String, { nullable: true, description: 'The Ed25519 public key, in base64.' })
  publicKey!: string | null;
}

@ObjectType('SigningKey')
export class SigningKeyObject {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) publicKey!: string;
  @Field(() => DateTimeScalar) trustedAt!: Date;
  @Field(() => String) trustedBy!: string;
}

@ObjectType('PackageTrust', { description: 'Whose packages this platform takes.' })
export class PackageTrustObject {
  @Field(() => Boolean, { description: 'Whether packages without a trusted signature are refused.' })
  requireSignature!: boolean;
  @Field(() => [SigningKeyObject]) keys!: readonly SigningKeyObject[];
}

@ObjectType('PackageTrustPayload')
export class PackageTrustPayload {
  @Field(() => PackageTrustObject) trust!: PackageTrustObject;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@InputType('TrustSigningKeyInput')
export class TrustSigningKeyInput {
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'Ed25519, 32 bytes in base64, as "wecube plugin key" prints it.' })
  publicKey!: string;
}

@InputType('DistrustSigningKeyInput')
export class DistrustSigningKeyInput {
  @Field(() => ID) id!: string;
}

@InputType('SetPackagePolicyInput')
export class SetPackagePolicyInput {
  @Field(() => Boolean) requireSignature!: boolean;
}
