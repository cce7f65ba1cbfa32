import { ConnectionArgs, pageArgs, toConnection } from '@wecube/kit';
import type { CoreClient } from '@wecube/prisma';
import { Args, Authorized, Query, Resolver } from 'type-graphql';
import { countAuditEntries, readAuditEntries } from '../data/audit-entries.ts';
import { AuditEntryConnection, AuditEntryObject } from './audit-entry.object.ts';

@Resolver(() => AuditEntryObject)
export class AuditResolver {
  constructor(private readonly client: CoreClient) {}

  @Authorized('audit:read')
  @Query(() => AuditEntryConnection, { description: 'The audit log, newest first.' })
  async auditEntries(@Args(() => ConnectionArgs) args: ConnectionArgs) {
    const page = pageArgs(args);
    return toConnection({
      rows: await readAuditEntries(this.client, page),
      page,
      cursorOf: (entry) => [entry.at.getTime(), entry.id],
      count: () => countAuditEntries(this.client),
    });
  }
}
