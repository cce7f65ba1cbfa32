import type { GraphContext, Session } from '@wecube/kit';
import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { ImportOutcome } from '../app/import-registrations.ts';
import type { RegistrationCommands, Registrations } from '../module.ts';
import {
  ExportServicesInput,
  ExportServicesPayload,
  ImportServicesInput,
  ImportServicesPayload,
  InheritServicesInput,
  ServiceSnapshotObject,
} from './service-file.object.ts';

@Resolver()
export class ServiceFilesResolver {
  constructor(
    private readonly reads: Registrations,
    private readonly commands: RegistrationCommands,
  ) {}

  @Authorized('service:manage')
  @Query(() => [ServiceSnapshotObject], { description: 'Former versions whose registrations are kept.' })
  serviceSnapshots(@Arg('packageName', () => String) packageName: string): Promise<ServiceSnapshotObject[]> {
    return this.reads.snapshots(packageName);
  }

  @Authorized('service:manage')
  @Mutation(() => ExportServicesPayload, { description: 'A mutation since who took a file is kept.' })
  exportServices(
    @Arg('input', () => ExportServicesInput) input: ExportServicesInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ExportServicesPayload> {
    return this.commands.exportFile(input, session as Session) as Promise<ExportServicesPayload>;
  }

  @Authorized('service:manage')
  @Mutation(() => ImportServicesPayload, { description: 'All of the file in one transaction, or nothing of it.' })
  async importServices(
    @Arg('input', () => ImportServicesInput) input: ImportServicesInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ImportServicesPayload> {
    return present(await this.commands.importFile(input, session as Session));
  }

  @Authorized('service:manage')
  @Mutation(() => ImportServicesPayload, { description: 'Takes over what was set up for a former version.' })
  async inheritServices(
    @Arg('input', () => InheritServicesInput) input: InheritServicesInput,
    @Ctx() { session }: GraphContext,
  ): Promise<ImportServicesPayload> {
    return present(await this.commands.inherit(input, session as Session));
  }
}

const present = ({ steps, ...outcome }: ImportOutcome): ImportServicesPayload => ({
  ...(outcome as Omit<ImportServicesPayload, 'steps'>),
  steps: steps.map(({ title, change, changed, notes }) => ({ title, change, changed, notes })),
});
