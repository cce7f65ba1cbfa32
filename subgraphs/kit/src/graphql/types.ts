import { Directive, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar, JsonScalar } from './scalars.ts';

/** A label in both languages of the portal. */
@Directive('@shareable')
@ObjectType('LocalizedText')
export class LocalizedText {
  @Field(() => String) en!: string;
  @Field(() => String) zh!: string;
}

@Directive('@shareable')
@ObjectType('Problem', { description: 'What a person can put right.' })
export class ProblemObject {
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
  @Field(() => JsonScalar, { nullable: true, description: 'What the message was filled with, by name.' })
  parameters?: Readonly<Record<string, unknown>>;
  @Field(() => [String], { nullable: true }) path?: string[];
  @Field(() => String, { nullable: true }) remedy?: string;
}

@Directive('@shareable')
@ObjectType('Sentence', { description: 'Words of the platform: a stable code, and the English text.' })
export class SentenceObject {
  @Field(() => String) code!: string;
  @Field(() => String) message!: string;
  @Field(() => JsonScalar, { description: 'What the message was filled with, by name.' })
  parameters!: Readonly<Record<string, unknown>>;
}

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, { name: 'OrderDirection' });

@InputType('StringFilter')
export class StringFilter {
  @Field(() => String, { nullable: true }) eq?: string | null;
  @Field(() => String, { nullable: true }) ne?: string | null;
  @Field(() => [String], { nullable: true }) in?: string[] | null;
  @Field(() => String, { nullable: true }) contains?: string | null;
  @Field(() => String, { nullable: true }) startsWith?: string | null;
}

@InputType('DateTimeFilter')
export class DateTimeFilter {
  @Field(() => DateTimeScalar, { nullable: true }) gt?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) lt?: Date | null;
}

/** The filter in Prisma's words; `undefined` when it asks nothing. */
export function stringWhere(filter: StringFilter | null | undefined): Record<string, unknown> | undefined {
  if (!filter) return undefined;
  const where: Record<string, unknown> = {};
  if (filter.eq != null) where['equals'] = filter.eq;
  if (filter.ne != null) where['not'] = filter.ne;
  if (filter.in != null) where['in'] = filter.in;
  if (filter.contains != null) where['contains'] = filter.contains;
  if (filter.startsWith != null) where['startsWith'] = filter.startsWith;
  return Object.keys(where).length > 0 ? where : undefined;
}
