import type { KeyOrder, Logger, Page, Session } from '@wecube/kit';
import type { ModelMention } from '../data-model/index.ts';
import type { PackageParticipant, PackageRecord } from '../packages/index.ts';
import { registrationChangedResolver } from './api/registration-changed.resolver.ts';
import { ServiceRegistrationFieldsResolver } from './api/registration-fields.resolver.ts';
import { ServiceRegistrationsResolver } from './api/registrations.resolver.ts';
import { ServiceFilesResolver } from './api/service-files.resolver.ts';
import { PackageServicesResolver, ServicesResolver } from './api/services.resolver.ts';
import { adoptServices } from './app/adopt-services.ts';
import { createRegistrationCopier } from './app/create-registration.ts';
import { createRegistrationDeleter } from './app/delete-registration.ts';
import type { ServiceDependencies } from './app/dependencies.ts';
import { createRegistrationExporter } from './app/export-registrations.ts';
import { findFindings } from './app/find-findings.ts';
import { createRegistrationImporter, createRegistrationInheritor } from './app/import-registrations.ts';
import { joinPackages } from './app/join-packages.ts';
import { createRegistrationSaver } from './app/save-registration.ts';
import { createStatusSetter } from './app/set-status.ts';
import { createSettler } from './app/settle-services.ts';
import { createUpdateService, type UpdateService } from './app/update-service.ts';
import { listModelMentions } from './data/model-mentions.ts';
import * as registrations from './data/registrations.ts';
import * as services from './data/services.ts';
import { listSnapshots, type SnapshotRecord } from './data/snapshots.ts';
import { declaredRegistrations } from './domain/declared-registrations.ts';
import type { Finding } from './domain/finding.ts';
import { offeredFor } from './domain/rebase.ts';
import type { RegisteredInterface, RegistrationRecord } from './domain/registration.ts';
import type { ServiceRecord } from './domain/service.ts';
import type { DeployedUse } from './ports.ts';

export type Services = {
  /** By its name `pkg/plugin(registration)/action`. */
  find(name: string): Promise<ServiceRecord | null>;
  findById(id: string): Promise<ServiceRecord | null>;
  list(filter?: services.ServiceFilterWords): Promise<ServiceRecord[]>;
  ofPackage(packageId: string): Promise<ServiceRecord[]>;
  page(where: services.ServiceWhere, page: Page, order: readonly KeyOrder[]): Promise<ServiceRecord[]>;
  count(where: services.ServiceWhere): Promise<number>;
  /** Registrations, and with them services, that the roles of the person keep from them. */
  hidden(session: Session): Promise<string[]>;
  /** The roles that may use each of these services, by name; those that everybody may use are left out. */
  usableBy(names: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Those of these services, by name, that the person's roles may not use. */
  withheld(names: readonly string[], session: Session): Promise<string[]>;
  update: UpdateService;
  /** Texts of registrations that may name parts of the data model. */
  modelMentions(): Promise<readonly ModelMention[]>;
};

/** What the API asks of registrations. */
export type Registrations = {
  find(id: string): Promise<RegistrationRecord | null>;
  page(where: registrations.RegistrationWhere, page: Page): Promise<RegistrationRecord[]>;
  count(where: registrations.RegistrationWhere): Promise<number>;
  hidden(session: Session): Promise<string[]>;
  servicesOf(registrationId: string): Promise<ServiceRecord[]>;
  /** What is wrong with it now. */
  findings(registration: RegistrationRecord): Promise<readonly Finding[]>;
  /** Interfaces of its plugin in the active version, which it may be given. */
  offered(registration: RegistrationRecord): Promise<readonly RegisteredInterface[]>;
  /** Deployed orchestrations that call its services. */
  uses(registration: RegistrationRecord): Promise<readonly DeployedUse[]>;
  package(name: string): Promise<PackageRecord | null>;
  snapshots(packageName: string): Promise<SnapshotRecord[]>;
};

export type RegistrationCommands = {
  save: ReturnType<typeof createRegistrationSaver>;
  setStatus: ReturnType<typeof createStatusSetter>;
  copy: ReturnType<typeof createRegistrationCopier>;
  remove: ReturnType<typeof createRegistrationDeleter>;
  exportFile: ReturnType<typeof createRegistrationExporter>;
  importFile: ReturnType<typeof createRegistrationImporter>;
  inherit: ReturnType<typeof createRegistrationInheritor>;
};

export type ServicesModule = Services & {
  participant: PackageParticipant;
  resolvers: readonly (readonly [new (...dependencies: never[]) => object, object])[];
  /** Gives services of an older release their registrations, then looks at those that wait for something. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** `settleTopics`: after these events services may become callable that something stood in the way of. */
export function createServicesModule(
  deps: ServiceDependencies & { logger: Logger; settleTopics?: readonly string[] },
): ServicesModule {
  const { client } = deps.database;
  const face: Services = {
    find: (name) => services.findService(client, name),
    findById: (id) => services.findServiceById(client, id),
    list: (filter = {}) => services.findServices(client, filter),
    ofPackage: (packageId) => services.findServices(client, { packageId }),
    page: (where, page, order) => services.readServices(client, where, page, order),
    count: (where) => services.countServices(client, where),
    hidden: (session) => registrations.hiddenRegistrations(client, session),
    usableBy: async (names) => {
      const found = await services.findServices(client, { name: { in: [...names] } });
      const roles = await registrations.rolesOf(
        client,
        found.map(({ registrationId }) => registrationId),
      );
      return new Map(
        found.flatMap(({ name, registrationId }) => {
          const own = roles.get(registrationId);
          return own ? [[name, own] as const] : [];
        }),
      );
    },
    withheld: async (names, session) => {
      const registrationId = { in: await registrations.hiddenRegistrations(client, session) };
      const found = await services.findServices(client, { name: { in: [...names] }, registrationId });
      return found.map(({ name }) => name);
    },
    update: createUpdateService(deps),
    modelMentions: () => listModelMentions(client),
  };
  const reads = createReads(deps, face);
  const commands = createCommands(deps);
  const participant = joinPackages(deps);
  const settler = createSettler(deps);
  let following: (() => Promise<void>)[] = [];
  return {
    ...face,
    participant,
    resolvers: [
      [ServicesResolver, new ServicesResolver(face)],
      [PackageServicesResolver, new PackageServicesResolver(face)],
      [ServiceRegistrationsResolver, new ServiceRegistrationsResolver(reads, commands)],
      [ServiceRegistrationFieldsResolver, new ServiceRegistrationFieldsResolver(reads)],
      [ServiceFilesResolver, new ServiceFilesResolver(reads, commands)],
      registrationChangedResolver(deps.pubSub, reads),
    ],
    start: async () => {
      await adoptServices(deps, participant);
      await settler();
      following = (deps.settleTopics ?? []).map((topic) => follow(deps, topic, settler));
    },
    stop: async () => {
      await Promise.all(following.map((end) => end()));
    },
  };
}

/** Looks again after each event of the topic, one look at a time. */
function follow({ pubSub }: ServiceDependencies, topic: string, settle: () => Promise<void>): () => Promise<void> {
  const events = pubSub.subscribe(topic);
  const done = (async () => {
    for await (const _ of events) await settle();
  })();
  return async () => {
    await events.return?.();
    await done;
  };
}

function createReads(deps: ServiceDependencies, { ofPackage: _, ...face }: Services): Registrations {
  const { client } = deps.database;
  const offerOf = async ({ packageName }: Pick<RegistrationRecord, 'packageName'>) => {
    const pack = await deps.packages.activePackage(packageName);
    return pack ? declaredRegistrations(pack.manifest) : [];
  };
  return {
    find: (id) => registrations.findRegistration(client, id),
    page: (where, page) => registrations.readRegistrations(client, where, page),
    count: (where) => registrations.countRegistrations(client, where),
    hidden: face.hidden,
    servicesOf: (registrationId) => services.findServices(client, { registrationId }),
    findings: async (one) => findFindings(deps, one.packageName, one, await offerOf(one)),
    offered: async (one) => {
      const offer = await offerOf(one);
      const all = offer
        .filter(({ pluginName }) => pluginName === one.pluginName)
        .flatMap(({ interfaces }) => interfaces);
      return all.filter((other) => offeredFor(one, other, offer) === other);
    },
    uses: async (one) => {
      const names = new Set((await services.findServices(client, { registrationId: one.id })).map(({ name }) => name));
      const all = await deps.uses.deployed(null, one.packageName);
      return all.filter((use) => use.services.some((service) => names.has(service)));
    },
    package: (name) => deps.packages.activePackage(name),
    snapshots: (packageName) => listSnapshots(client, packageName),
  };
}

const createCommands = (deps: ServiceDependencies): RegistrationCommands => ({
  save: createRegistrationSaver(deps),
  setStatus: createStatusSetter(deps),
  copy: createRegistrationCopier(deps),
  remove: createRegistrationDeleter(deps),
  exportFile: createRegistrationExporter(deps),
  importFile: createRegistrationImporter(deps),
  inherit: createRegistrationInheritor(deps),
});
