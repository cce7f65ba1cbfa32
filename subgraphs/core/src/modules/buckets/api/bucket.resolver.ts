import { connectionType, DateTimeScalar, type GraphContext, pageArgs, type Session, toConnection } from '@wecube/kit';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  Float,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import type { BrowseObjects } from '../app/browse-objects.ts';

@ObjectType('PackageBucket', { description: 'The bucket of a package on the S3 server for plugins' })
export class PackageBucketObject {
  @Field(() => String) bucket!: string;
  @Field(() => String) packageName!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
}

@ObjectType('BucketObject')
export class BucketObjectObject {
  @Field(() => String) key!: string;
  @Field(() => Float) sizeBytes!: number;
  @Field(() => DateTimeScalar, { nullable: true }) changedAt!: Date | null;
}

const BucketObjectConnection = connectionType(BucketObjectObject, 'BucketObject');

@InputType('BucketObjectInput')
export class BucketObjectInput {
  @Field(() => String) packageName!: string;
  @Field(() => String) key!: string;
}

@InputType('BucketObjectLinkInput')
export class BucketObjectLinkInput extends BucketObjectInput {
  @Field(() => Int, { description: 'How long it works; a day at most' }) lifeSeconds!: number;
}

@Resolver(() => PackageBucketObject)
export class BucketResolver {
  constructor(private readonly browse: BrowseObjects) {}

  @Authorized('bucket:read')
  @Query(() => [PackageBucketObject])
  packageBuckets(@Ctx() { session }: GraphContext): Promise<PackageBucketObject[]> {
    return this.browse.buckets(session as Session);
  }

  @Authorized('bucket:read')
  @Query(() => BucketObjectConnection, { description: 'By key; pages go forward only' })
  async bucketObjects(
    @Arg('packageName', () => String) packageName: string,
    @Arg('prefix', () => String, { defaultValue: '' }) prefix: string,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { session }: GraphContext,
  ) {
    const page = pageArgs({ first, after });
    const from = String(page.cursor?.[0] ?? '');
    const rows = await this.browse.page({ packageName, prefix, after: from, most: page.take + 1 }, session as Session);
    // Counting would list the whole bucket.
    return toConnection({ rows, page, cursorOf: ({ key }) => [key], count: async () => rows.length });
  }

  @Authorized('bucket:write')
  @Mutation(() => Boolean)
  async deleteBucketObject(
    @Arg('input', () => BucketObjectInput) input: BucketObjectInput,
    @Ctx() { session }: GraphContext,
  ): Promise<boolean> {
    await this.browse.remove(input, session as Session);
    return true;
  }

  @Authorized('bucket:read')
  @Mutation(() => String, { description: 'A link to the object that needs no session' })
  linkBucketObject(
    @Arg('input', () => BucketObjectLinkInput) { lifeSeconds, ...target }: BucketObjectLinkInput,
    @Ctx() { session }: GraphContext,
  ): Promise<string> {
    return this.browse.link(target, lifeSeconds, session as Session);
  }
}
