import { ProblemObject, type Said, SentenceObject } from '@wecube/kit';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ServerVerdict } from '../../resources/index.ts';
import type { LaunchPreview } from '../app/preview-launch.ts';
import type { HostVerdict } from '../domain/place-instance.ts';
import { LaunchDemandType, presentDemand } from './grant.resolver.ts';
import { presentProblems } from './present-instance.ts';

@InputType('LaunchPreviewInput')
export class LaunchPreviewInput {
  @Field(() => ID) packageId!: string;
  @Field(() => ID, { nullable: true }) hostId?: string | null;
  @Field(() => Int, { nullable: true, description: 'Memory limit in MiB' }) memoryMiB?: number | null;
  @Field(() => Float, { nullable: true, description: 'CPU limit' }) cpus?: number | null;
  @Field(() => [String], { nullable: true, description: 'Labels that the host must have: `name` or `name=value`' })
  labels?: string[];
}

@ObjectType('HostForLaunch', { description: 'A host as a launch sees it' })
export class HostForLaunchType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) driver!: string;
  @Field(() => [String]) labels!: readonly string[];
  @Field(() => SentenceObject, { nullable: true, description: 'Why the instance cannot go there' })
  refusal!: Said | null;
  @Field(() => Int, { description: 'Instances of the same package on it' }) siblings!: number;
  @Field(() => Int) instances!: number;
  @Field(() => Int, { nullable: true, description: 'The most instances; null: no limit' }) mostInstances!:
    | number
    | null;
  @Field(() => Int, { description: 'Memory given away, in MiB' }) memoryUsedMiB!: number;
  @Field(() => Int, { nullable: true }) memoryMiB!: number | null;
  @Field(() => Float) cpusUsed!: number;
  @Field(() => Float, { nullable: true }) cpus!: number | null;
}

@ObjectType('ServerForLaunch', { description: 'A database, bucket or proxy server as a launch sees it' })
export class ServerForLaunchType {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'MYSQL, S3 or SQUID' }) kind!: string;
  @Field(() => String) name!: string;
  @Field(() => Int, { description: 'Databases, buckets or packages on it' }) used!: number;
  @Field(() => Int, { nullable: true, description: 'The most of them; null: no limit' }) most!: number | null;
  @Field(() => Boolean, { description: 'The package has something on it already, and stays' }) keeps!: boolean;
  @Field(() => SentenceObject, { nullable: true, description: 'Why it cannot be chosen' }) refusal!: Said | null;
}

@ObjectType('LaunchPreview', { description: 'What a launch would do now' })
export class LaunchPreviewType {
  @Field(() => [HostForLaunchType], { description: 'The best first' }) hosts!: readonly HostForLaunchType[];
  @Field(() => ID, { nullable: true, description: 'Where an automatic launch would go' }) placeHostId!: string | null;
  @Field(() => SentenceObject, { nullable: true }) placement!: Said | null;
  @Field(() => [Int], { description: 'Ports of the host that the manifest fixes' }) fixedPorts!: readonly number[];
  @Field(() => Boolean, { description: 'Whether a port is chosen for it' }) allocatesPort!: boolean;
  @Field(() => Boolean, { description: 'Whether it also gets the port for its exporter' }) usesMonitorPort!: boolean;
  @Field(() => [String]) volumes!: readonly string[];
  @Field(() => [String]) schemas!: readonly string[];
  @Field(() => [String]) buckets!: readonly string[];
  @Field(() => [ServerForLaunchType], {
    description: 'Beside the host, the one that a launch takes first of each kind',
  })
  servers!: readonly ServerForLaunchType[];
  @Field(() => [LaunchDemandType], { description: 'What it asks beyond the confinement of every instance' })
  demands!: readonly LaunchDemandType[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

export function presentPreview({
  hosts,
  place,
  problems,
  servers,
  demands,
  ...preview
}: LaunchPreview): LaunchPreviewType {
  return {
    ...preview,
    hosts: hosts.map(presentHostForLaunch),
    servers: servers.map(presentServerForLaunch),
    demands: demands.map(presentDemand),
    placeHostId: place?.hostId ?? null,
    placement: place?.reason ?? null,
    problems: presentProblems(problems),
  };
}

function presentHostForLaunch({ host, refusal }: HostVerdict): HostForLaunchType {
  const { id, name, driver, labels, siblings, used, capacity } = host;
  return {
    ...{ id, name, driver, labels, siblings, refusal },
    ...{ instances: used.instances, mostInstances: capacity.instances },
    ...{ memoryUsedMiB: used.memoryMiB, memoryMiB: capacity.memoryMiB, cpusUsed: used.cpus, cpus: capacity.cpus },
  };
}

const presentServerForLaunch = ({ server, used, keeps, refusal }: ServerVerdict): ServerForLaunchType => ({
  ...{ id: server.id, kind: server.kind, name: server.name },
  ...{ used, most: server.capacity.items ?? null, keeps, refusal },
});
