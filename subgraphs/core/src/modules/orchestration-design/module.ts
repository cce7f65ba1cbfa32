import type { Clock, Page, PubSub, Session } from '@wecube/kit';
import type { CoreDatabase, CoreTransaction } from '@wecube/prisma';
import type { Audit } from '../audit/index.ts';
import type { ModelMention } from '../data-model/index.ts';
import type { Expressions } from '../expressions/index.ts';
import type { PackageParticipant } from '../packages/index.ts';
import type { RoleNames } from '../services/index.ts';
import { DefinitionMutations } from './api/definition.mutations.ts';
import { DefinitionQueries } from './api/definition.queries.ts';
import { DefinitionBatchMutations } from './api/definition-batch.mutations.ts';
import { definitionChangedResolver } from './api/definition-changed.resolver.ts';
import { DefinitionFilesResolver } from './api/definition-files.resolver.ts';
import { DefinitionTeamworkResolver } from './api/definition-teamwork.resolver.ts';
import type { DefinitionOutcome } from './app/change-definition.ts';
import { createRoleSetter, type SetRolesInput } from './app/change-many.ts';
import type { DefinitionActionInput } from './app/change-status.ts';
import {
  type CommentInput,
  type CommentOutcome,
  createCommentDeleter,
  createCommentSettler,
  createCommentWriter,
  type SettleCommentInput,
} from './app/comment-definition.ts';
import { createComparer, createStateReader } from './app/compare-definitions.ts';
import { createDefinitionCopier, createDraftMaker } from './app/copy-definition.ts';
import { type CreateDefinitionInput, createDefinitionCreator } from './app/create-definition.ts';
import { createDraftDeleter } from './app/delete-draft.ts';
import { createDefinitionDeployer } from './app/deploy-definition.ts';
import { createDefinitionDisabler } from './app/disable-definition.ts';
import { createDefinitionEnabler } from './app/enable-definition.ts';
import {
  createDefinitionExporter,
  type ExportDefinitionsInput,
  type ExportDefinitionsOutcome,
} from './app/export-definitions.ts';
import { createChildFinder } from './app/find-children.ts';
import { createLackFinder } from './app/find-lacks.ts';
import { findSeen } from './app/find-managed.ts';
import { createProblemFinder, type FindProblems } from './app/find-problems.ts';
import {
  createDefinitionImporter,
  type ImportDefinitionsInput,
  type ImportDefinitionsOutcome,
} from './app/import-definitions.ts';
import { createFavouriteKeeper } from './app/keep-favourite.ts';
import { createDesignParticipant } from './app/package-participant.ts';
import { createDraftSaver, type SaveDraftInput } from './app/save-draft.ts';
import { listComments } from './data/comments.ts';
import {
  countDefinitions,
  type DefinitionFilter,
  type DefinitionOrder,
  listDefinitions,
  listHidden,
} from './data/definition-list.ts';
import {
  findDefinition,
  findLatestDeployed,
  listDeployedParents,
  listDeployedUsing,
  listVersions,
} from './data/definitions.ts';
import { listFavourites } from './data/favourites.ts';
import { listModelMentions } from './data/model-mentions.ts';
import { maySee } from './domain/access.ts';
import type { DefinitionComment } from './domain/comment.ts';
import type { DefinitionRecord } from './domain/definition.ts';
import type { ServiceReader, VariableReader } from './ports.ts';

/** What the runtime asks of orchestrations. A deployed version never changes, so it may be kept. */
export type Definitions = {
  find(id: string): Promise<DefinitionRecord | null>;
  /** Ids of those that are not there for the person, nor are their runs. */
  hidden(session: Session): Promise<readonly string[]>;
  /** The highest version that is deployed now. */
  latestDeployed(key: string): Promise<DefinitionRecord | null>;
  /** Deployed versions that call services of the package; within `tx` when it is given. */
  deployedUsing(tx: CoreTransaction | null, packageName: string): ReturnType<typeof listDeployedUsing>;
  /** Texts of drafts and deployed versions that may name parts of the data model. */
  modelMentions(): Promise<readonly ModelMention[]>;
  /** Everything that is wrong with a definition as services and models are now. */
  problems: FindProblems;
};

export type DefinitionReads = Definitions & {
  /** As the person may see it; null for what is not there for it. */
  seen(id: string, session: Session): Promise<DefinitionRecord | null>;
  list(session: Session, filter: DefinitionFilter, order: DefinitionOrder, page: Page): Promise<DefinitionRecord[]>;
  count(session: Session, filter: DefinitionFilter): Promise<number>;
  versions(key: string, session: Session): Promise<DefinitionRecord[]>;
  state: ReturnType<typeof createStateReader>;
  compare: ReturnType<typeof createComparer>;
  comments(definitionId: string): Promise<DefinitionComment[]>;
  favourites(session: Session): Promise<ReadonlySet<string>>;
  /** Deployed versions that run this orchestration as a node of theirs. */
  parents(key: string, version: number): Promise<{ id: string; name: string; version: number }[]>;
};

type Command<Input> = (input: Input, session: Session) => Promise<DefinitionOutcome>;

export type DefinitionCommands = {
  create: Command<CreateDefinitionInput>;
  save: Command<SaveDraftInput>;
  deploy: Command<DefinitionActionInput>;
  disable: Command<DefinitionActionInput>;
  enable: Command<DefinitionActionInput>;
  newDraft: Command<DefinitionActionInput>;
  copy: Command<DefinitionActionInput>;
  deleteDraft: Command<DefinitionActionInput>;
  setRoles: Command<SetRolesInput>;
};

/** What people do around a definition without changing it. */
export type TeamworkCommands = {
  comment(input: CommentInput, session: Session): Promise<CommentOutcome>;
  settleComment(input: SettleCommentInput, session: Session): Promise<CommentOutcome>;
  deleteComment(id: string, session: Session): Promise<CommentOutcome>;
  keepFavourite: ReturnType<typeof createFavouriteKeeper>;
};

/** Orchestrations as files, for repositories, other installations and WeCube. */
export type DefinitionFiles = {
  importFile(input: ImportDefinitionsInput, session: Session): Promise<ImportDefinitionsOutcome>;
  exportFiles(input: ExportDefinitionsInput, session: Session): Promise<ExportDefinitionsOutcome>;
};

type ResolverClass = new (...dependencies: never[]) => object;

export type OrchestrationDesignModule = {
  resolvers: readonly (readonly [ResolverClass, object])[];
  definitions: Definitions;
  commands: DefinitionCommands;
  files: DefinitionFiles;
  participant: PackageParticipant;
};

type DesignDeps = {
  database: CoreDatabase;
  clock: Clock;
  pubSub: PubSub;
  audit: Audit;
  services: ServiceReader;
  variables: VariableReader;
  expressions: Pick<Expressions, 'check'>;
  roles: RoleNames;
};

export function createOrchestrationDesignModule(deps: DesignDeps): OrchestrationDesignModule {
  const reads = createReads(deps);
  const commands = createCommands(deps, reads.problems);
  const files = createFiles(deps, reads.problems);
  return {
    resolvers: [
      [DefinitionQueries, new DefinitionQueries(reads)],
      [DefinitionMutations, new DefinitionMutations(commands)],
      [DefinitionBatchMutations, new DefinitionBatchMutations(commands)],
      [DefinitionTeamworkResolver, new DefinitionTeamworkResolver(reads, createTeamwork(deps))],
      [DefinitionFilesResolver, new DefinitionFilesResolver(files)],
      definitionChangedResolver(deps.pubSub, reads),
    ],
    definitions: reads,
    commands,
    files,
    participant: createDesignParticipant(deps.database.client),
  };
}

function createReads(deps: DesignDeps): DefinitionReads {
  const { client } = deps.database;
  return {
    find: (id) => findDefinition(client, id),
    hidden: (session) => listHidden(client, session),
    latestDeployed: (key) => findLatestDeployed(client, key),
    deployedUsing: (tx, packageName) => listDeployedUsing(tx ?? client, packageName),
    modelMentions: () => listModelMentions(client),
    problems: createProblemFinder({ ...deps, children: createChildFinder(client) }),
    seen: async (id, session) => (await findSeen(client, id, session)).found,
    list: (session, filter, order, page) => listDefinitions(client, session, filter, order, page),
    count: (session, filter) => countDefinitions(client, session, filter),
    versions: async (key, session) => (await listVersions(client, key)).filter((one) => maySee(session, one)),
    state: createStateReader(client),
    compare: createComparer(client),
    comments: (definitionId) => listComments(client, definitionId),
    favourites: async ({ subject }) => new Set(await listFavourites(client, subject)),
    parents: (key, version) => listDeployedParents(client, key, [version, 0]),
  };
}

function createTeamwork(deps: DesignDeps): TeamworkCommands {
  return {
    comment: createCommentWriter(deps),
    settleComment: createCommentSettler(deps),
    deleteComment: createCommentDeleter(deps),
    keepFavourite: createFavouriteKeeper(deps),
  };
}

function createFiles(deps: DesignDeps, findProblems: FindProblems): DefinitionFiles {
  return {
    importFile: createDefinitionImporter({ ...deps, findProblems, findLacks: createLackFinder(deps) }),
    exportFiles: createDefinitionExporter(deps),
  };
}

function createCommands(deps: DesignDeps, findProblems: FindProblems): DefinitionCommands {
  const statusDeps = { ...deps, findProblems };
  return {
    create: createDefinitionCreator(deps),
    save: createDraftSaver(deps),
    deploy: createDefinitionDeployer(statusDeps),
    disable: createDefinitionDisabler(statusDeps),
    enable: createDefinitionEnabler(statusDeps),
    newDraft: createDraftMaker(deps),
    copy: createDefinitionCopier(deps),
    deleteDraft: createDraftDeleter(deps),
    setRoles: createRoleSetter(deps),
  };
}
