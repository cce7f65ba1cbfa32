import { DateTimeScalar, ProblemObject, type Said, SentenceObject } from '@wecube/kit';
import { Directive, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

const enumOf = <const Names extends readonly string[]>(names: Names) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Name in Names[number]]: Name };

export const ServerKindEnum = enumOf(['PROCESS', 'DOCKER', 'MYSQL', 'S3', 'SQUID']);
export const ServerStateEnum = enumOf(['ENABLED', 'DISABLED']);
export const ServerOriginEnum = enumOf(['SETTINGS', 'PERSON']);
export const ServerHealthEnum = enumOf(['UNKNOWN', 'AVAILABLE', 'UNAVAILABLE']);
export const AllocationKindEnum = enumOf(['CONTAINER', 'DATABASE', 'BUCKET', 'PROXY_USER']);
registerEnumType(ServerKindEnum, { name: 'ResourceServerKind' });
registerEnumType(ServerStateEnum, {
  name: 'ResourceServerState',
  description: 'On a disabled server nothing new is put; what is there goes on',
});
registerEnumType(ServerOriginEnum, { name: 'ResourceServerOrigin', description: 'Who says what a server is' });
registerEnumType(ServerHealthEnum, { name: 'ResourceServerHealthStatus' });
registerEnumType(AllocationKindEnum, { name: 'ResourceItemKind' });

@ObjectType('ResourceCapacity', { description: 'Null where nobody set a limit' })
export class CapacityObject {
  @Field(() => Int, { nullable: true, description: 'Instances of a host; databases, buckets or packages of others' })
  items!: number | null;
  @Field(() => Int, { nullable: true }) memoryMiB!: number | null;
  @Field(() => Float, { nullable: true }) cpus!: number | null;
}

@ObjectType('ResourceUsage')
export class UsageObject {
  @Field(() => Int) items!: number;
  @Field(() => Int, { description: 'What containers were given; of those without a limit nothing' }) memoryMiB!: number;
  @Field(() => Float) cpus!: number;
}

@ObjectType('ResourceServerHealth', { description: 'What the platform saw when it last asked' })
export class HealthObject {
  @Field(() => ServerHealthEnum) status!: keyof typeof ServerHealthEnum;
  @Field(() => String, { nullable: true }) version!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it cannot be used' }) reason!: string | null;
  @Field(() => SentenceObject, { nullable: true, description: 'The reason by code' }) reasonText!: Said | null;
  @Field(() => String, { nullable: true, description: 'What to do about it' }) remedy!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) checkedAt!: Date | null;
}

@ObjectType('ResourceItem', { description: 'Something of a package on a resource server' })
export class ResourceItemObject {
  @Field(() => ID) id!: string;
  @Field(() => AllocationKindEnum) kind!: string;
  @Field(() => String) name!: string;
  @Field(() => String) packageName!: string;
  @Field(() => DateTimeScalar) since!: Date;
}

@Directive('@key(fields: "id")')
@ObjectType('ResourceServer', { description: 'A machine or server that the platform may use' })
export class ServerObject {
  @Field(() => ID) id!: string;
  @Field(() => ServerKindEnum) kind!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'How the platform reaches it' }) endpoint!: string;
  @Field(() => String, { description: "Where a host's ports are published, or where plugins reach the server" })
  address!: string;
  @Field(() => String, { nullable: true, description: 'The certificate or SSH host key that it must show' })
  pinned!: string | null;
  @Field(() => [String]) labels!: readonly string[];
  @Field(() => CapacityObject) capacity!: CapacityObject;
  @Field(() => Boolean, { description: "S3: plugins may have the server's own keys" }) sharedKeys!: boolean;
  @Field(() => String, { nullable: true, description: 'Squid: the folder of its list' }) folder!: string | null;
  @Field(() => String, { nullable: true, description: 'Squid: how its machine is reached' }) control!: string | null;
  @Field(() => Boolean, { description: 'Something signs in there; it is shown to nobody' }) hasCredentials!: boolean;
  @Field(() => ServerStateEnum) state!: string;
  @Field(() => ServerOriginEnum) origin!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true }) updatedAt!: Date | null;
  @Field(() => String, { nullable: true }) updatedBy!: string | null;
  @Field(() => Int) rowVersion!: number;
}

@InputType('ResourceCapacityInput')
export class CapacityInput {
  @Field(() => Int, { nullable: true }) items?: number | null;
  @Field(() => Int, { nullable: true }) memoryMiB?: number | null;
  @Field(() => Float, { nullable: true }) cpus?: number | null;
}

@InputType('LimitedKeysInput')
export class LimitedKeysInput {
  @Field(() => String) accessKey!: string;
  @Field(() => String) secretKey!: string;
}

@InputType('ResourceCredentialsInput', {
  description: 'Kept sealed and shown to nobody; absent fields stay as they are',
})
export class CredentialsInput {
  @Field(() => String, { nullable: true }) user?: string;
  @Field(() => String, { nullable: true }) password?: string;
  @Field(() => String, { nullable: true, description: 'SSH: in PEM or OpenSSH form' }) privateKey?: string;
  @Field(() => String, { nullable: true }) passphrase?: string;
  @Field(() => String, { nullable: true, description: 'TLS: in PEM' }) clientCertificate?: string;
  @Field(() => String, { nullable: true, description: 'TLS: in PEM' }) clientKey?: string;
  @Field(() => String, { nullable: true }) accessKey?: string;
  @Field(() => String, { nullable: true }) secretKey?: string;
  @Field(() => [LimitedKeysInput], {
    nullable: true,
    description: 'S3: accounts that may do nothing by themselves; each package gets one for its bucket',
  })
  limitedKeys?: LimitedKeysInput[];
}

@InputType()
class ServerDraftInput {
  @Field(() => String, { nullable: true }) name?: string;
  @Field(() => String, { nullable: true, description: 'unix:, tcp:, ssh:, mysql:, http: or https:, without secrets' })
  endpoint?: string;
  @Field(() => String, { nullable: true, description: 'Absent: as the endpoint says' }) address?: string;
  @Field(() => String, { nullable: true }) pinned?: string | null;
  @Field(() => [String], { nullable: true }) labels?: string[];
  @Field(() => CapacityInput, { nullable: true }) capacity?: CapacityInput;
  @Field(() => Boolean, { nullable: true }) sharedKeys?: boolean | null;
  @Field(() => String, { nullable: true }) folder?: string | null;
  @Field(() => String, { nullable: true }) control?: string | null;
  @Field(() => CredentialsInput, { nullable: true }) credentials?: CredentialsInput | null;
}

@InputType('CreateResourceServerInput')
export class CreateServerInput extends ServerDraftInput {
  @Field(() => ServerKindEnum) kind!: keyof typeof ServerKindEnum;
}

@InputType('UpdateResourceServerInput')
export class UpdateServerInput extends ServerDraftInput {
  @Field(() => ID) id!: string;
  @Field(() => Int, { description: 'The one that was seen; the change is refused when there is a newer one.' })
  rowVersion!: number;
  @Field(() => ServerStateEnum, { nullable: true }) state?: keyof typeof ServerStateEnum | null;
}

@InputType('TestResourceServerInput', {
  description: 'A server as it is saved (id), as it would be, or a new one (kind)',
})
export class TestServerInput extends ServerDraftInput {
  @Field(() => ID, { nullable: true }) id?: string | null;
  @Field(() => ServerKindEnum, { nullable: true }) kind?: keyof typeof ServerKindEnum | null;
}

@InputType('RemoveResourceServerInput')
export class RemoveServerInput {
  @Field(() => ID) id!: string;
  @Field(() => Int) rowVersion!: number;
}

@ObjectType('ResourceServerPayload')
export class ServerPayload {
  @Field(() => ServerObject, { nullable: true }) server!: ServerObject | null;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('TestResourceServerPayload')
export class TestServerPayload {
  @Field(() => HealthObject, { nullable: true, description: 'Null when the description itself is wrong' })
  health!: HealthObject | null;
  @Field(() => Int) tookMs!: number;
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

@ObjectType('ResourceServerChanged')
export class ServerChangedObject {
  @Field(() => ID) id!: string;
  @Field(() => String) type!: string;
  @Field(() => ID) subject!: string;
  @Field(() => Int) version!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => ServerObject) server!: ServerObject;
}
