import { ProblemObject, type Said, SentenceObject } from '@wecube/kit';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
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
  @Field(() => [LaunchDemandType], { description: 'What it asks beyond the confinement of every instance' })
  demands!: readonly LaunchDemandType[];
  @Field(() => [ProblemObject]) problems!: readonly ProblemObject[];
}

export function presentPreview({ hosts, place, problems, demands, ...preview }: LaunchPreview): LaunchPreviewType {
  return {
    ...preview,
    hosts: hosts.map(presentHostForLaunch),
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
