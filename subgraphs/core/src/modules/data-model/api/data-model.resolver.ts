import type { GraphContext, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { DataModel } from '../module.ts';
import { DataModelObject, EntityTypeObject, SyncDataModelInput, SyncDataModelPayload } from './data-model.object.ts';
import { presentEntities, presentPackageModel } from './present-model.ts';

@Resolver()
export class DataModelResolver {
  constructor(private readonly model: DataModel) {}

  @Authorized('model:read')
  @Query(() => DataModelObject, { description: 'The joined data model of all registered packages.' })
  async dataModel(): Promise<DataModelObject> {
    const [entities, packages] = await Promise.all([this.model.entities(), this.model.packages()]);
    return { entities: presentEntities(entities), packages: packages.map(presentPackageModel) };
  }

  @Authorized('model:read')
  @Query(() => EntityTypeObject, { nullable: true, description: 'One entity by its name pkg:entity.' })
  async entityType(@Arg('name', () => String) name: string): Promise<EntityTypeObject | null> {
    return presentEntities(await this.model.entities()).find((entity) => entity.id === name) ?? null;
  }

  @Authorized('model:sync')
  @Mutation(() => SyncDataModelPayload)
  async syncDataModel(
    @Arg('input', () => SyncDataModelInput) { packageName, dryRun }: SyncDataModelInput,
    @Ctx() { session }: GraphContext,
  ): Promise<SyncDataModelPayload> {
    const result = await this.model.sync(packageName, session as Session, { dryRun });
    const problems = result.problems as SyncDataModelPayload['problems'];
    const uses = result.uses.map(({ id, seenBy: _, ...use }) => ({ ...use, subjectId: id }));
    return { ...result, problems, uses, package: result.package && presentPackageModel(result.package) };
  }
}
