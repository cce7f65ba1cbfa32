import type { Clock, KeyOrder, Page } from '@wecube/kit';
import type { CoreDatabase } from '@wecube/prisma';
import type { Audit } from '../audit/index.ts';
import type { PackageParticipant } from '../packages/index.ts';
import { PackageServicesResolver, ServicesResolver } from './api/services.resolver.ts';
import { joinPackages } from './app/join-packages.ts';
import { createUpdateService, type UpdateService } from './app/update-service.ts';
import * as services from './data/services.ts';
import type { ServiceRecord } from './domain/service.ts';
import type { EntityLookup } from './ports.ts';

export type Services = {
  /** By its name `pkg/plugin(registration)/action`. */
  find(name: string): Promise<ServiceRecord | null>;
  findById(id: string): Promise<ServiceRecord | null>;
  list(filter?: services.ServiceFilterWords): Promise<ServiceRecord[]>;
  ofPackage(packageId: string): Promise<ServiceRecord[]>;
  page(where: services.ServiceWhere, page: Page, order: readonly KeyOrder[]): Promise<ServiceRecord[]>;
  count(where: services.ServiceWhere): Promise<number>;
  update: UpdateService;
};

export type ServicesModule = Services & {
  participant: PackageParticipant;
  resolvers: readonly (readonly [new (...dependencies: never[]) => object, object])[];
};

export function createServicesModule(deps: {
  database: CoreDatabase;
  entities: EntityLookup;
  audit: Audit;
  clock: Clock;
}): ServicesModule {
  const { client } = deps.database;
  const face: Services = {
    find: (name) => services.findService(client, name),
    findById: (id) => services.findServiceById(client, id),
    list: (filter = {}) => services.findServices(client, filter),
    ofPackage: (packageId) => services.findServices(client, { packageId }),
    page: (where, page, order) => services.readServices(client, where, page, order),
    count: (where) => services.countServices(client, where),
    update: createUpdateService(deps),
  };
  return {
    ...face,
    participant: joinPackages(deps),
    resolvers: [
      [ServicesResolver, new ServicesResolver(face)],
      [PackageServicesResolver, new PackageServicesResolver(face)],
    ],
  };
}
