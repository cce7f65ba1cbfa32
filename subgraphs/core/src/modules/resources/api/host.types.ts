import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { HostRecord } from '../domain/host.ts';

export enum HostDriverEnum {
  PROCESS = 'PROCESS',
  DOCKER = 'DOCKER',
}
registerEnumType(HostDriverEnum, { name: 'HostDriver' });

/** A machine that runs instances. Whether it can be used now is asked when the field is. */
@ObjectType('Host', { description: 'A machine that runs instances' })
export class HostType {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => HostDriverEnum) driver!: HostDriverEnum;
  @Field(() => String, { description: 'Where the ports of its instances are reached' }) address!: string;
}

export function presentHost({ id, name, driver, address }: HostRecord): HostType {
  return { id, name, driver: HostDriverEnum[driver], address };
}
